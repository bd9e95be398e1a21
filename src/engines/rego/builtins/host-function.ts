import type { Outcome } from '../../../core/index.ts';
import { fromHost, toHost, type Value } from '../values/index.ts';
import { define, type Family, fault } from './define.ts';

/** A function outside the language. Its problems make the expression undefined, or end the evaluation where errors are strict. */
export interface HostFunction {
  readonly arity: number;
  /** `module` is the name of the module that the call stands in; a query has none. */
  call(args: readonly unknown[], module: string | undefined): Outcome<unknown>;
}

/** Functions of a host as a family of builtins. */
export function hostFamily(functions: Readonly<Record<string, HostFunction>>): Family {
  return Object.fromEntries(
    Object.entries(functions).map(([name, { arity, call }]) => [name, define(arity, (args, _, module) => answer(call, args, module))]),
  );
}

function answer(call: HostFunction['call'], args: readonly Value[], module: string | undefined): Value | undefined {
  const result = call(args.map(toHost), module);
  if (!result.ok) return fault(result.problems.map(({ message }) => message).join('; '));
  return result.value === undefined ? undefined : fromHost(result.value);
}
