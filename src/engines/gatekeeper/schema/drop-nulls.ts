import { isRecord } from '../../../core/index.ts';
import type { Schema } from './schema.ts';

/** The value without members that are null and may not be, as the API server takes them out before it looks at anything else. */
export function dropNulls(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item) => dropNulls(item, items)) : value;
  }
  const { properties } = schema;
  if (!isRecord(value) || !properties) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]): readonly [string, unknown][] => {
      const below = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (!below) return [[name, field]];
      return field === null && !below.nullable ? [] : [[name, dropNulls(field, below)]];
    }),
  );
}
