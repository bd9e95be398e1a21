import type { FieldPath } from '../../../core/index.ts';
import { regexOf } from '../../rego/index.ts';
import type { Schema } from './schema.ts';

export interface SchemaMistake {
  readonly path: FieldPath;
  readonly message: string;
  readonly hint?: string;
}

const TYPES: ReadonlySet<string> = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean']);

/**
 * Why the API server would refuse a schema: each part needs a type, lists need items, patterns have to be regular expressions.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function checkStructure(schema: Schema, path: FieldPath): readonly SchemaMistake[] {
  const mistakes: SchemaMistake[] = [];
  const visit = (part: Schema, at: FieldPath): void => {
    if (part.type === undefined && !part.isIntOrString && !part.preservesUnknown) {
      mistakes.push({
        path: at,
        message: 'a part of the schema has no type',
        hint: 'give it one, such as "type: object"; or set legacySchema: true beside openAPIV3Schema, which takes any parameters',
      });
    } else if (part.type !== undefined && !TYPES.has(part.type)) {
      mistakes.push({ path: [...at, 'type'], message: `${JSON.stringify(part.type)} is none of ${[...TYPES].join(', ')}` });
    }
    if (part.type === 'array' && !part.items) {
      mistakes.push({ path: at, message: 'a list does not say what its items are', hint: 'add items with a schema' });
    }
    if (part.properties && part.additionalProperties) {
      mistakes.push({ path: at, message: 'properties and additionalProperties exclude each other' });
    }
    if (part.pattern !== undefined && !isRegex(part.pattern)) {
      mistakes.push({ path: [...at, 'pattern'], message: `${JSON.stringify(part.pattern)} is no regular expression` });
    }
    for (const [name, below] of Object.entries(part.properties ?? {})) visit(below, [...at, 'properties', name]);
    if (part.items) visit(part.items, [...at, 'items']);
    if (typeof part.additionalProperties === 'object') visit(part.additionalProperties, [...at, 'additionalProperties']);
  };
  visit(schema, path);
  return mistakes;
}

function isRegex(pattern: string): boolean {
  try {
    regexOf(pattern);
    return true;
  } catch {
    return false;
  }
}
