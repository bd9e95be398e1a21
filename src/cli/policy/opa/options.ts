import type { OptionValues } from '../../option-spec.ts';
import { UsageError } from '../../usage-error.ts';

/** What a command that stands in for one of OPA's was told. */
export interface OpaOptions {
  isOn(name: string): boolean;
  text(name: string): string | undefined;
  list(name: string): readonly string[];
  number(name: string): number | undefined;
}

export function opaOptions(values: OptionValues): OpaOptions {
  const valueOf = (name: string): OptionValues[string] => values[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
  const text = (name: string): string | undefined => {
    const value = valueOf(name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    isOn: (name) => valueOf(name) === true,
    text,
    list: (name) => {
      const value = valueOf(name);
      if (Array.isArray(value)) return value as readonly string[];
      return typeof value === 'string' ? value.split(',').filter((item) => item !== '') : [];
    },
    number: (name) => {
      const given = text(name);
      if (given === undefined) return undefined;
      const number = Number(given);
      if (given.trim() === '' || !Number.isFinite(number))
        throw new UsageError(`--${name} cannot be "${given}"`, { hint: 'it is a number' });
      return number;
    },
  };
}

/** The version that all modules are written in, where one is asked for. */
export function versionOf(options: OpaOptions): 'v0' | 'v1' | undefined {
  const named = options.text('rego-version')?.toLowerCase();
  if (named !== undefined && named !== 'v0' && named !== 'v1')
    throw new UsageError(`--rego-version cannot be "${named}"`, { hint: 'it is v0 or v1' });
  // As in OPA, the older version wins where both are asked for.
  if (options.isOn('v0-compatible')) return 'v0';
  return named ?? (options.isOn('v1-compatible') ? 'v1' : undefined);
}
