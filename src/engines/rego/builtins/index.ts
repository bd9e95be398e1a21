import { aggregates, arithmetic, comparison, types } from './compare.ts';
import { type BuiltinTable, createTable } from './define.ts';
import { glob } from './glob.ts';
import { objects } from './objects.ts';
import { regex } from './regex.ts';
import { strings } from './strings.ts';

export const BUILTINS: BuiltinTable = createTable([comparison, arithmetic, aggregates, types, strings, regex, glob, objects]);
