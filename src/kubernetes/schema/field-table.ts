import table from './fields.json' with { type: 'json' };

/**
 * Which fields each kind has, and of what type: a compact form of the OpenAPI document of Kubernetes (release: `TABLE_VERSION`),
 * made by `scripts/field-table.ts`. Types are short texts:
 * `s` string, `i` integer, `n` number, `b` boolean, `q` string or number (quantities, int-or-string), `o` any object, `x` anything,
 * `[T` list of T, `{T` map from string to T, `#N` definition number N.
 */
export type TypeCode = string;

export interface Definition {
  readonly f: Readonly<Record<string, TypeCode>>;
  readonly r?: readonly string[];
}

interface FieldTable {
  readonly version: string;
  readonly named: { readonly PodSpec: number; readonly PodTemplateSpec: number };
  readonly kinds: Readonly<Record<string, number>>;
  /** `group/Kind` of every kind that lives outside namespaces. */
  readonly clusterScoped: readonly string[];
  readonly definitions: readonly Definition[];
}

const TABLE: FieldTable = table;

export const TABLE_VERSION: string = TABLE.version;

export const POD_SPEC: TypeCode = `#${TABLE.named.PodSpec}`;
export const POD_TEMPLATE: TypeCode = `#${TABLE.named.PodTemplateSpec}`;

/** The type of an object, or `undefined` for kinds that are not part of Kubernetes itself. */
export function typeOfKind(apiVersion: string, kind: string): TypeCode | undefined {
  const key = `${apiVersion} ${kind}`;
  return Object.hasOwn(TABLE.kinds, key) ? `#${TABLE.kinds[key]}` : undefined;
}

export function definitionOf(type: TypeCode): Definition | undefined {
  return type.startsWith('#') ? TABLE.definitions[Number(type.slice(1))] : undefined;
}

const CLUSTER_SCOPED: ReadonlySet<string> = new Set([...TABLE.clusterScoped, 'policy/PodSecurityPolicy', 'extensions/PodSecurityPolicy']);

export function isClusterScoped(group: string, kind: string): boolean {
  return CLUSTER_SCOPED.has(`${group}/${kind}`);
}
