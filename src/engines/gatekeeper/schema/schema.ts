import { isRecord } from '../../../core/index.ts';
import type { JsonObject } from '../match/index.ts';

/** A structural schema as CustomResourceDefinitions hold it. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/ */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  /** A schema for properties that are not named; `true` takes any, `false` none. */
  readonly additionalProperties?: Schema | boolean;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly preservesUnknown?: boolean;
  readonly isIntOrString?: boolean;
  /** Whether it is an object of Kubernetes, whose apiVersion, kind and metadata need no mention. */
  readonly isEmbeddedResource?: boolean;
}

const PLAIN_FIELDS = [
  'type',
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'nullable',
  'enum',
  'default',
  'required',
] as const;

/** Deeper than any schema that people write. */
const MAX_DEPTH = 64;

export class SchemaShapeError extends Error {}

/** Reads a schema. With `isLegacy`, objects and whatever has no type take unknown fields, as version v1beta1 of templates had it. Throws a SchemaShapeError. */
export function readSchema(value: unknown, isLegacy: boolean, depth = 0): Schema {
  if (!isRecord(value)) throw new SchemaShapeError('a schema is a map');
  if (depth > MAX_DEPTH) throw new SchemaShapeError(`schemas are nested deeper than ${MAX_DEPTH}`);
  const below = (schema: unknown): Schema => readSchema(schema, isLegacy, depth + 1);
  const list = (name: string): Partial<Record<string, readonly Schema[]>> => {
    const schemas = value[name];
    // Inside of these, nothing is specified that would take unknown fields.
    return Array.isArray(schemas) ? { [name]: schemas.map((schema) => readSchema(schema, false, depth + 1)) } : {};
  };
  const type = value['type'] ?? '';
  const isOpen = value['x-kubernetes-preserve-unknown-fields'] === true || (isLegacy && (type === '' || type === 'object'));
  const items = itemsOf(value, isLegacy);
  const additional = value['additionalProperties'];
  return {
    ...plainFields(value),
    ...(isRecord(value['properties']) && {
      properties: Object.fromEntries(Object.entries(value['properties']).map(([name, schema]) => [name, below(schema)])),
    }),
    ...(items !== undefined && { items: below(items) }),
    ...(additional !== undefined && { additionalProperties: typeof additional === 'boolean' ? additional : below(additional) }),
    ...list('allOf'),
    ...list('anyOf'),
    ...list('oneOf'),
    ...(value['not'] !== undefined && { not: readSchema(value['not'], false, depth + 1) }),
    ...(isOpen && { preservesUnknown: true }),
    ...(value['x-kubernetes-int-or-string'] === true && { isIntOrString: true }),
    ...(value['x-kubernetes-embedded-resource'] === true && { isEmbeddedResource: true }),
  };
}

function itemsOf(value: JsonObject, isLegacy: boolean): unknown {
  const items = value['items'];
  if (Array.isArray(items)) throw new SchemaShapeError('items is one schema, not a list of them');
  return items === undefined && isLegacy && value['type'] === 'array' ? {} : items;
}

function plainFields(value: JsonObject): Partial<Schema> {
  return Object.fromEntries(
    PLAIN_FIELDS.flatMap((name) => (value[name] === undefined || value[name] === null ? [] : [[name, value[name]]])),
  );
}
