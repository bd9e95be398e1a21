import { aggregates, arithmetic, comparison, types } from './compare.ts';
import { crypto } from './crypto.ts';
import { type BuiltinTable, createTable, type Family } from './define.ts';
import { encoding } from './encoding.ts';
import { glob } from './glob.ts';
import { graphql } from './graphql.ts';
import { host } from './host.ts';
import { type HostFunction, hostFamily } from './host-function.ts';
import { jsonSchema } from './json-schema.ts';
import { jwt } from './jwt.ts';
import { net } from './net.ts';
import { objects } from './objects.ts';
import { regex } from './regex.ts';
import { strings } from './strings.ts';
import { time } from './time.ts';
import { units } from './units.ts';
import { x509 } from './x509.ts';

export { fromBase64, toHex, utf8, utf8Text } from './bytes.ts';
export { compileGlob } from './glob.ts';
export type { HostFunction } from './host-function.ts';
export { type Key, readKeys } from './keys.ts';
export { regexOf } from './regex.ts';
export { ALGORITHMS, verifySignature } from './signatures.ts';
export { quoteGo, sprintf } from './sprintf.ts';

const FAMILIES: readonly Family[] = [
  comparison,
  arithmetic,
  aggregates,
  types,
  strings,
  regex,
  glob,
  objects,
  encoding,
  net,
  time,
  units,
  crypto,
  jwt,
  jsonSchema,
  x509,
  graphql,
  host,
];

const BUILTINS: BuiltinTable = createTable(FAMILIES);

export interface BuiltinSelection {
  readonly functions?: Readonly<Record<string, HostFunction>>;
  readonly builtins?: ReadonlySet<string>;
}

/** The builtins of a policy: all, or those it may call, and what its host adds. */
export function builtinsFor({ functions, builtins }: BuiltinSelection): BuiltinTable {
  if (functions === undefined && builtins === undefined) return BUILTINS;
  const added = functions === undefined ? [] : [hostFamily(functions)];
  if (builtins === undefined) return createTable([...FAMILIES, ...added]);
  const families = FAMILIES.map((family) => Object.fromEntries(Object.entries(family).filter(([name]) => isAllowed(name, builtins))));
  return createTable([...families, ...added]);
}

/** What the compiler itself calls is not a policy's doing. */
function isAllowed(name: string, builtins: ReadonlySet<string>): boolean {
  return name.startsWith('internal.') || builtins.has(name);
}
