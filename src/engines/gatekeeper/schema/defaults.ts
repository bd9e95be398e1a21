import { isRecord } from '../../../core/index.ts';
import type { Schema } from './schema.ts';

/** The value with the defaults of fields that it lacks; null counts as lacking where the schema does not allow it. The value itself stays as it is. */
export function withDefaults(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item) => withDefaults(item, items)) : value;
  }
  if (!isRecord(value)) return value;
  const { properties = {}, additionalProperties } = schema;
  const made = new Map<string, unknown>();
  for (const [name, field] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const below = known ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    const isLacking = field === null && below?.default !== undefined && !below.nullable;
    made.set(name, below ? withDefaults(isLacking ? below.default : field, below) : field);
  }
  for (const [name, below] of Object.entries(properties)) {
    if (!made.has(name) && below.default !== undefined) made.set(name, withDefaults(below.default, below));
  }
  return Object.fromEntries(made);
}
