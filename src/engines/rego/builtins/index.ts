import { aggregates, arithmetic, comparison, types } from './compare.ts';
import { type BuiltinTable, createTable } from './define.ts';

export const BUILTINS: BuiltinTable = createTable([comparison, arithmetic, aggregates, types]);
