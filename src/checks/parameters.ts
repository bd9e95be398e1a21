/** A setting of a check that users may change in `seawall.yaml`. */
export type Parameter =
  | { readonly type: 'number'; readonly default: number; readonly description: string; readonly minimum?: number }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | { readonly type: 'strings'; readonly default: readonly string[]; readonly description: string };

export type Parameters = Readonly<Record<string, Parameter>>;

interface ValueTypes {
  readonly number: number;
  readonly boolean: boolean;
  readonly strings: readonly string[];
}

export type ParameterValues<P extends Parameters> = { readonly [K in keyof P]: ValueTypes[P[K]['type']] };

export function defaultValues(parameters: Parameters): ParameterValues<Parameters> {
  return Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]));
}
