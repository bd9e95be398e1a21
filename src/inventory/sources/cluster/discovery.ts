import { isRecord, listAt, recordAt, stringAt } from '../../../core/index.ts';
import type { SnapshotHeader, SnapshotResource } from '../../snapshot.ts';
import type { Answer, ClusterClient } from './client.ts';
import { ConnectionError } from './connection-error.ts';

export interface Discovered {
  /** Each resource once, in the version that its group prefers, ordered by group and name. */
  readonly resources: readonly SnapshotResource[];
  readonly failedGroups: SnapshotHeader['failedGroups'];
}

/** Everything in one answer, from release 1.26 (v2beta1) and 1.30 (v2) on: https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';

/** Asks an API server for its resources. Throws a ConnectionError when it does not say. */
export async function discover(client: ClusterClient): Promise<Discovered> {
  const found = new Map<string, SnapshotResource>();
  const failedGroups: { group: string; version: string; reason: string }[] = [];
  const add = (resource: SnapshotResource): void => {
    const key = `${resource.group}/${resource.resource}`;
    // Versions come in the order of preference.
    if (!found.has(key)) found.set(key, resource);
  };
  for (const path of ['/api', '/apis']) {
    const value = valueOf(await client.get(path, AGGREGATED), client.host);
    if (stringAt(value, 'kind') === 'APIGroupDiscoveryList') readAggregated(value, add, failedGroups);
    else await readClassic(client, path, value, add, failedGroups);
  }
  return {
    resources: [...found.values()].sort((a, b) => compare(a.group, b.group) || compare(a.resource, b.resource)),
    failedGroups: failedGroups.filter(({ group }) => ![...found.values()].some((resource) => resource.group === group)),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function valueOf(answer: Answer, host: string): unknown {
  if (answer.kind === 'ok') return answer.value;
  if (answer.kind === 'too-large') throw new ConnectionError(`what ${host} says of its resources is too long`);
  const hint =
    answer.status === 403
      ? 'the ClusterRole system:discovery allows it, and is bound to everybody who is authenticated unless somebody took that away'
      : answer.status === 404
        ? 'is the server of this context an API server of Kubernetes?'
        : undefined;
  throw new ConnectionError(`${host} does not say which resources it has (${answer.status}): ${answer.message}`, hint);
}

type Failed = { group: string; version: string; reason: string }[];

function readAggregated(value: unknown, add: (resource: SnapshotResource) => void, failed: Failed): void {
  for (const item of listAt(value, 'items')) {
    const group = stringAt(item, 'metadata', 'name') ?? '';
    for (const one of listAt(item, 'versions')) {
      const version = stringAt(one, 'version') ?? '';
      if (stringAt(one, 'freshness') === 'Stale') {
        failed.push({ group, version, reason: 'its API server does not answer' });
        continue;
      }
      for (const resource of listAt(one, 'resources')) {
        const name = stringAt(resource, 'resource') ?? '';
        if (name === '' || !isRecord(resource)) continue;
        add({
          group,
          version,
          resource: name,
          singular: stringAt(resource, 'singularResource') ?? '',
          kind: stringAt(resource, 'responseKind', 'kind') ?? '',
          shortNames: stringsAt(resource, 'shortNames'),
          namespaced: stringAt(resource, 'scope') === 'Namespaced',
          verbs: stringsAt(resource, 'verbs'),
          subresources: listAt(resource, 'subresources').map((sub) => ({
            name: stringAt(sub, 'subresource') ?? '',
            verbs: stringsAt(sub, 'verbs'),
          })),
        });
      }
    }
  }
}

/** `/api` lists versions, `/apis` groups with theirs, and each version has a list of its own. */
async function readClassic(
  client: ClusterClient,
  path: string,
  value: unknown,
  add: (resource: SnapshotResource) => void,
  failed: Failed,
): Promise<void> {
  const versions =
    path === '/api'
      ? listAt(value, 'versions').flatMap((version) => (typeof version === 'string' ? [{ group: '', version }] : []))
      : listAt(value, 'groups').flatMap(versionsOfGroup);
  const answers = await Promise.all(
    versions.map(({ group, version }) => client.get(group === '' ? `/api/${version}` : `/apis/${group}/${version}`)),
  );
  for (const [index, { group, version }] of versions.entries()) {
    const answer = answers[index];
    if (answer?.kind === 'ok') readResourceList(group, version, answer.value, add);
    else failed.push({ group, version, reason: answer?.kind === 'error' ? answer.message : 'the answer is too long' });
  }
}

function versionsOfGroup(group: unknown): { group: string; version: string }[] {
  const name = stringAt(group, 'name') ?? '';
  const preferred = stringAt(group, 'preferredVersion', 'version');
  const all = listAt(group, 'versions').flatMap((item) => stringAt(item, 'version') ?? []);
  return [...new Set([...(preferred === undefined ? [] : [preferred]), ...all])].map((version) => ({ group: name, version }));
}

function readResourceList(group: string, version: string, value: unknown, add: (resource: SnapshotResource) => void): void {
  const items = listAt(value, 'resources').filter(isRecord);
  for (const item of items) {
    const name = stringAt(item, 'name') ?? '';
    if (name === '' || name.includes('/')) continue;
    const subresources = items.flatMap((other) => {
      const full = stringAt(other, 'name') ?? '';
      return full.startsWith(`${name}/`) ? [{ name: full.slice(name.length + 1), verbs: stringsAt(other, 'verbs') }] : [];
    });
    add({
      group,
      version,
      resource: name,
      singular: stringAt(item, 'singularName') ?? '',
      kind: stringAt(item, 'kind') ?? '',
      shortNames: stringsAt(item, 'shortNames'),
      namespaced: recordAt(item)['namespaced'] === true,
      verbs: stringsAt(item, 'verbs'),
      subresources,
    });
  }
}

function stringsAt(value: unknown, key: string): string[] {
  return listAt(value, key).filter((item) => typeof item === 'string');
}
