import { aggregates, arithmetic, comparison, types } from './compare.ts';
import { crypto } from './crypto.ts';
import { type BuiltinTable, createTable } from './define.ts';
import { encoding } from './encoding.ts';
import { glob } from './glob.ts';
import { graphql } from './graphql.ts';
import { host } from './host.ts';
import { jsonSchema } from './json-schema.ts';
import { jwt } from './jwt.ts';
import { net } from './net.ts';
import { objects } from './objects.ts';
import { regex } from './regex.ts';
import { strings } from './strings.ts';
import { time } from './time.ts';
import { units } from './units.ts';
import { x509 } from './x509.ts';

export const BUILTINS: BuiltinTable = createTable([
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
]);
