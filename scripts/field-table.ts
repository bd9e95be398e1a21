/**
 * Makes `src/kubernetes/schema/fields.json` from the definitions of the OpenAPI document of Kubernetes (descriptions may be missing)
 * and a table of its paths: `{path: {gvk: {group, version, kind}}}`.
 * Usage: node scripts/field-table.ts DEFINITIONS.json PATHS.json VERSION
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
}

/** Definitions whose JSON form differs from their declared type; the letters are explained in `field-table.ts` of the schema folder. */
const SPECIAL: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'q',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 's',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 's',
};

interface Operation {
  readonly gvk: { readonly group: string; readonly version: string; readonly kind: string };
}

const [source, pathsSource, version] = process.argv.slice(2);
if (!source || !pathsSource || !version) throw new Error('usage: node scripts/field-table.ts DEFINITIONS.json PATHS.json VERSION');
const definitions = JSON.parse(readFileSync(source, 'utf8')) as Record<string, Schema>;
const paths = JSON.parse(readFileSync(pathsSource, 'utf8')) as Record<string, Operation>;

const names = Object.keys(definitions).filter((name) => definitions[name]?.properties);
const numbers = new Map(names.map((name, index) => [name, index]));

function typeOf(schema: Schema): string {
  if (schema.$ref) {
    const name = schema.$ref.replace('#/definitions/', '');
    const number = numbers.get(name);
    return SPECIAL[name] ?? (number === undefined ? typeOf(definitions[name] ?? {}) : `#${number}`);
  }
  switch (schema.type) {
    case 'string':
      return schema.format === 'int-or-string' ? 'q' : 's';
    case 'integer':
      return 'i';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'array':
      return `[${typeOf(schema.items ?? {})}`;
    case 'object':
      return typeof schema.additionalProperties === 'object' ? `{${typeOf(schema.additionalProperties)}` : 'o';
    default:
      return 'x';
  }
}

const kinds: Record<string, number> = {};
const table = names.map((name, index) => {
  const schema = definitions[name] ?? {};
  const gvks = schema['x-kubernetes-group-version-kind'] ?? [];
  // Options and watch events are registered in every group and are never applied as objects.
  if (gvks.length === 1) {
    for (const { group, version: v, kind } of gvks) kinds[`${group === '' ? v : `${group}/${v}`} ${kind}`] = index;
  }
  const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([field, type]) => [field, typeOf(type)]));
  return schema.required?.length ? { f: fields, r: schema.required } : { f: fields };
});

const named = Object.fromEntries(['PodSpec', 'PodTemplateSpec'].map((name) => [name, numbers.get(`io.k8s.api.core.v1.${name}`)]));
const clusterScoped = new Set<string>();
for (const [path, { gvk }] of Object.entries(paths)) {
  const isOneObject = path.endsWith('/{name}') && !path.includes('/watch/');
  if (isOneObject && !path.includes('/namespaces/{namespace}/')) clusterScoped.add(`${gvk.group}/${gvk.kind}`);
}

const target = join(import.meta.dirname, '../src/kubernetes/schema/fields.json');
writeFileSync(target, `${JSON.stringify({ version, named, kinds, clusterScoped: [...clusterScoped].sort(), definitions: table })}\n`);
