import { type FieldPath, isRecord } from '../../../core/index.ts';
import type { Schema } from './schema.ts';

/** The fields that a schema does not know, which the API server would drop. */
export function findUnknownFields(value: unknown, schema: Schema, path: FieldPath): readonly FieldPath[] {
  const found: FieldPath[] = [];
  visit(value, schema, path, found);
  return found;
}

const OF_EVERY_OBJECT: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

function visit(value: unknown, schema: Schema, path: FieldPath, found: FieldPath[]): void {
  if (Array.isArray(value)) {
    if (schema.items) for (const [i, item] of value.entries()) visit(item, schema.items, [...path, i], found);
    return;
  }
  if (!isRecord(value)) return;
  const { properties = {}, additionalProperties } = schema;
  for (const [name, field] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known) visit(field, known, [...path, name], found);
    else if (typeof additionalProperties === 'object') visit(field, additionalProperties, [...path, name], found);
    else if (!schema.preservesUnknown && additionalProperties !== true && !(schema.isEmbeddedResource && OF_EVERY_OBJECT.has(name))) {
      found.push([...path, name]);
    }
  }
}
