/**
 * Makes `src/kubernetes/tables/api-resources.ts` from the paths of the OpenAPI document of Kubernetes: path → group, version, kind and actions.
 * Usage: node scripts/api-resources.ts FILE
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { listAt, stringAt } from '../src/core/index.ts';

export const API_RESOURCES_FILE: string = join(import.meta.dirname, '../src/kubernetes/tables/api-resources.ts');

const HEAD = `// Made by scripts/api-resources.ts from the OpenAPI document of Kubernetes 1.35; short names are those that the storage of each resource
// declares (ShortNames in https://github.com/kubernetes/kubernetes/tree/master/pkg/registry)

/**
 * A line for each resource: group (a dash for the core group), versions with the preferred one first, resource, kind, \`n\` for those in
 * namespaces and \`c\` for the others, verbs, short names (a dash for none), then each subresource as \`name:verbs\`. Lists have commas.
 */
`;

/** In the order in which the API server lists its groups, which decides what a bare name means. Groups not named here come last. */
const GROUPS = [
  '',
  'apiregistration.k8s.io',
  'apps',
  'events.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
  'discovery.k8s.io',
  'resource.k8s.io',
  'flowcontrol.apiserver.k8s.io',
];

const SHORT_NAMES: Readonly<Record<string, string>> = {
  componentstatuses: 'cs',
  configmaps: 'cm',
  endpoints: 'ep',
  events: 'ev',
  limitranges: 'limits',
  namespaces: 'ns',
  nodes: 'no',
  persistentvolumeclaims: 'pvc',
  persistentvolumes: 'pv',
  pods: 'po',
  replicationcontrollers: 'rc',
  resourcequotas: 'quota',
  serviceaccounts: 'sa',
  services: 'svc',
  customresourcedefinitions: 'crd,crds',
  daemonsets: 'ds',
  deployments: 'deploy',
  replicasets: 'rs',
  statefulsets: 'sts',
  horizontalpodautoscalers: 'hpa',
  cronjobs: 'cj',
  certificatesigningrequests: 'csr',
  ingresses: 'ing',
  ipaddresses: 'ip',
  networkpolicies: 'netpol',
  poddisruptionbudgets: 'pdb',
  priorityclasses: 'pc',
  storageclasses: 'sc',
  volumeattributesclasses: 'vac',
};

const VERBS: Readonly<Record<string, readonly string[]>> = {
  list: ['list', 'watch'],
  get: ['get'],
  post: ['create'],
  put: ['update'],
  patch: ['patch'],
  delete: ['delete'],
  deletecollection: ['deletecollection'],
};

/** A path says \`connect\` once for each HTTP method: two are GET and POST, seven are all of them, of which OPTIONS and HEAD have no verb of their own. */
const CONNECT: Readonly<Record<number, readonly string[]>> = {
  2: ['create', 'get'],
  7: ['create', 'delete', 'get', 'patch', 'update'],
};

interface Entry {
  kind: string;
  isNamespaced: boolean;
  readonly verbs: Set<string>;
  readonly subresources: Map<string, Set<string>>;
}

/** The text of the table. */
export function apiResourcesTable(text: string): string {
  const paths: Readonly<Record<string, unknown>> = JSON.parse(text);
  const versions = new Map<string, Map<string, Entry>>();
  for (const [path, item] of Object.entries(paths)) {
    const match = /^\/(?:api|apis\/([^/]+))\/([^/]+)\/(namespaces\/\{namespace\}\/)?([^/{}]+)(?:\/\{name\}(?:\/([^/{}]+))?)?$/.exec(path);
    if (!match) continue;
    const [, group = '', version = '', namespaced, resource = '', subresource] = match;
    if (resource === 'watch') continue;
    const key = `${group}/${resource}`;
    const byVersion = versions.get(key) ?? new Map<string, Entry>();
    versions.set(key, byVersion);
    const entry = byVersion.get(version) ?? { kind: '', isNamespaced: false, verbs: new Set(), subresources: new Map() };
    byVersion.set(version, entry);
    if (namespaced) entry.isNamespaced = true;
    const verbs = verbsOf(listAt(item, 'actions').map(String));
    if (subresource === undefined) {
      entry.kind = stringAt(item, 'gvk', 'kind') ?? entry.kind;
      for (const verb of verbs) entry.verbs.add(verb);
    } else {
      entry.subresources.set(subresource, new Set([...(entry.subresources.get(subresource) ?? []), ...verbs]));
    }
  }
  const lines: string[] = [];
  for (const group of [...GROUPS, ...[...versions.keys()].map((key) => key.slice(0, key.lastIndexOf('/')))]) {
    for (const key of [...versions.keys()].filter((one) => one.slice(0, one.lastIndexOf('/')) === group).sort()) {
      lines.push(line(group, key.slice(group.length + 1), versions.get(key) ?? new Map()));
      versions.delete(key);
    }
  }
  return `${HEAD}export const API_RESOURCES = \`${lines.join('\n')}\n\`;\n`;
}

function verbsOf(actions: readonly string[]): string[] {
  const connects = actions.filter((action) => action === 'connect').length;
  return [...(CONNECT[connects] ?? []), ...actions.flatMap((action) => VERBS[action] ?? [])];
}

function line(group: string, resource: string, byVersion: ReadonlyMap<string, Entry>): string {
  const names = [...byVersion.keys()].sort(compareVersions);
  const preferred = byVersion.get(names[0] ?? '');
  const subresources = new Map<string, Set<string>>();
  for (const entry of byVersion.values()) {
    for (const [name, verbs] of entry.subresources) subresources.set(name, new Set([...(subresources.get(name) ?? []), ...verbs]));
  }
  return [
    group || '-',
    names.join(','),
    resource,
    preferred?.kind ?? '',
    preferred?.isNamespaced ? 'n' : 'c',
    [...(preferred?.verbs ?? [])].sort().join(',') || '-',
    SHORT_NAMES[resource] ?? '-',
    ...[...subresources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, verbs]) => `${name}:${[...verbs].sort().join(',')}`),
  ].join(' ');
}

/** v2 before v1, v1 before v1beta1, v1beta1 before v1alpha1. */
function compareVersions(a: string, b: string): number {
  const parts = (version: string): number[] => {
    const [, major = '0', stage = '', minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
    return [stage === '' ? 2 : stage === 'beta' ? 1 : 0, Number(major), Number(minor)];
  };
  const [left, right] = [parts(a), parts(b)];
  for (let index = 0; index < 3; index++) {
    const difference = (right[index] ?? 0) - (left[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (!file) throw new Error('usage: node scripts/api-resources.ts FILE');
  writeFileSync(API_RESOURCES_FILE, apiResourcesTable(readFileSync(file, 'utf8')));
}
