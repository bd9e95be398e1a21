import { didYouMean } from '../../../core/index.ts';
import type { Unit } from '../compile/unit.ts';
import { BuiltinFault, EvaluationFault } from '../evaluate/faults.ts';
import type { Get, Runtime } from '../evaluate/runtime.ts';
import { isArray, isNumber, type NumberValue, RegoObject, RegoSet, toInteger, typeName, type Value } from '../values/index.ts';

/** `module` is the name of the one that the call stands in; a query has none. */
export type Evaluate = (args: readonly Value[], rt: Runtime, module?: string) => Value | undefined;

export interface Builtin {
  /** Below zero: any number of arguments. */
  readonly arity: number;
  readonly evaluate: Evaluate;
  /** All results, of a builtin that has many. */
  readonly enumerate?: (args: readonly Value[], rt: Runtime) => Iterable<Value>;
  /** A builtin that depends on where the call stands. */
  readonly special?: (unit: Unit, args: readonly Get[], at: number) => Get;
  /** Whether an error ends the evaluation even where errors are not strict. */
  readonly isFatal?: (fault: BuiltinFault) => boolean;
}

export interface BuiltinTable {
  readonly names: readonly string[];
  get(operator: readonly string[]): Builtin | undefined;
  arity(operator: readonly string[]): number | undefined;
}

/** A family of builtins by name. */
export type Family = Readonly<Record<string, Builtin>>;

export function define(arity: number, evaluate: Evaluate): Builtin {
  return { arity, evaluate };
}

export function createTable(families: readonly Family[]): BuiltinTable {
  const all = new Map<string, Builtin>(families.flatMap((family) => Object.entries(family)));
  const get = (operator: readonly string[]): Builtin | undefined =>
    all.get(operator.length === 1 ? (operator[0] ?? '') : operator.join('.'));
  return { names: [...all.keys()], get, arity: (operator) => get(operator)?.arity };
}

export function suggestFunction(table: BuiltinTable, name: string): string | undefined {
  return didYouMean(name, table.names);
}

/** What would take more memory than an evaluation may have ends it, as a result that lacks it would be a wrong one. */
export function limitFault(message: string): never {
  throw new EvaluationFault('eval_limit_error', message);
}

export function fault(message: string): never {
  throw new BuiltinFault(message);
}

/** An operand of a wrong type, numbered from 1 as OPA does. */
export function typeFault(index: number, expected: string, got: string): never {
  throw new BuiltinFault(`operand ${index + 1} must be ${expected} but got ${got}`, 'eval_type_error');
}

function wrong(args: readonly Value[], index: number, expected: string): never {
  return typeFault(index, expected, typeName(args[index] as Value));
}

export function stringAt(args: readonly Value[], index: number): string {
  const value = args[index];
  return typeof value === 'string' ? value : wrong(args, index, 'string');
}

export function numberAt(args: readonly Value[], index: number): NumberValue {
  const value = args[index];
  return isNumber(value) ? value : wrong(args, index, 'number');
}

export function integerAt(args: readonly Value[], index: number): bigint {
  const value = numberAt(args, index);
  return toInteger(value) ?? typeFault(index, 'integer number', 'floating-point number');
}

/** An integer small enough to count with. */
export function countAt(args: readonly Value[], index: number): number {
  const value = args[index];
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  return Number(integerAt(args, index));
}

export function booleanAt(args: readonly Value[], index: number): boolean {
  const value = args[index];
  return typeof value === 'boolean' ? value : wrong(args, index, 'boolean');
}

export function arrayAt(args: readonly Value[], index: number): readonly Value[] {
  const value = args[index];
  return isArray(value) ? value : wrong(args, index, 'array');
}

export function objectAt(args: readonly Value[], index: number): RegoObject {
  const value = args[index];
  return value instanceof RegoObject ? value : wrong(args, index, 'object');
}

export function setAt(args: readonly Value[], index: number): RegoSet {
  const value = args[index];
  return value instanceof RegoSet ? value : wrong(args, index, 'set');
}

/** The members of an array or a set. */
export function listAt(args: readonly Value[], index: number, expected: string = 'one of {array, set}'): readonly Value[] {
  const value = args[index];
  if (isArray(value)) return value;
  return value instanceof RegoSet ? value.values() : wrong(args, index, expected);
}

/** The texts of an array or a set. */
export function stringsAt(args: readonly Value[], index: number): readonly string[] {
  const value = args[index] as Value;
  return listAt(args, index).map((item) =>
    typeof item === 'string' ? item : typeFault(index, `${typeName(value)} of strings`, `${typeName(value)} containing ${typeName(item)}`),
  );
}

/** An operand that is of its type but still wrong, as OPA words it. */
export function operandFault(index: number, message: string): never {
  throw new BuiltinFault(`operand ${index + 1} ${message}`, 'eval_type_error');
}
