import { didYouMean } from '../../../core/index.ts';
import type { SnapshotHeader, SnapshotResource } from '../../snapshot.ts';
import { ConnectionError } from './connection-error.ts';

export interface Selection {
  /** Only these; empty for all that are not left out by themselves. */
  readonly kinds: readonly string[];
  readonly exclude: readonly string[];
  /** Of what is left out by itself, these all the same. */
  readonly include: readonly string[];
  readonly namespaces: readonly string[];
}

export interface Selected {
  readonly chosen: readonly SnapshotResource[];
  readonly leftOut: SnapshotHeader['leftOut'];
}

/** Served and listed, and of no use in a snapshot, or dangerous in it. Any of them can be asked for. */
const NOT_BY_DEFAULT: readonly (readonly [group: string, resource: string, reason: string])[] = [
  ['', 'events', 'a record of the past; --include events reads it'],
  ['coordination.k8s.io', 'leases', 'heartbeats; --include leases reads them'],
  ['', 'componentstatuses', 'no stored object'],
  ['packages.operators.coreos.com', 'packagemanifests', 'no stored object'],
  ['oauth.openshift.io', 'oauthaccesstokens', 'holds tokens'],
  ['oauth.openshift.io', 'oauthauthorizetokens', 'holds tokens'],
  ['oauth.openshift.io', 'useroauthaccesstokens', 'holds tokens'],
  ['oauth.openshift.io', 'oauthclients', 'holds secrets'],
];

const METRICS = /(?:^|\.)metrics\.k8s\.io$/;

/** Resources that show the same stored objects as one of another group, which is read instead. */
const SAME_AS: readonly (readonly [group: string, resource: string, other: string])[] = [
  ['events.k8s.io', 'events', ''],
  ['extensions', 'ingresses', 'networking.k8s.io'],
  ['extensions', 'networkpolicies', 'networking.k8s.io'],
  ['extensions', 'deployments', 'apps'],
  ['extensions', 'daemonsets', 'apps'],
  ['extensions', 'replicasets', 'apps'],
  ['extensions', 'podsecuritypolicies', 'policy'],
  ['', 'securitycontextconstraints', 'security.openshift.io'],
  ['authorization.openshift.io', 'roles', 'rbac.authorization.k8s.io'],
  ['authorization.openshift.io', 'rolebindings', 'rbac.authorization.k8s.io'],
  ['authorization.openshift.io', 'clusterroles', 'rbac.authorization.k8s.io'],
  ['authorization.openshift.io', 'clusterrolebindings', 'rbac.authorization.k8s.io'],
];

/** Chooses what to list. Throws a ConnectionError for a name that no resource has. */
export function selectResources(resources: readonly SnapshotResource[], selection: Selection): Selected {
  for (const word of [...selection.kinds, ...selection.exclude, ...selection.include]) requireKnown(word, resources);
  const chosen: SnapshotResource[] = [];
  const leftOut: { group: string; resource: string; reason: string }[] = [];
  for (const resource of resources) {
    const reason = reasonToLeaveOut(resource, resources, selection);
    if (reason === undefined) chosen.push(resource);
    // What cannot be listed by anybody holds no objects.
    else if (resource.verbs.includes('list')) leftOut.push({ group: resource.group, resource: resource.resource, reason });
  }
  return { chosen, leftOut };
}

function reasonToLeaveOut(resource: SnapshotResource, all: readonly SnapshotResource[], selection: Selection): string | undefined {
  const { group, resource: name, verbs, namespaced } = resource;
  const isNamed = (words: readonly string[]): boolean => words.some((word) => isCalled(resource, word));
  if (!verbs.includes('list')) return 'cannot be listed';
  if (isNamed(selection.exclude)) return '--exclude';
  if (selection.kinds.length > 0 && !isNamed(selection.kinds)) return 'not among --kinds';
  const same = SAME_AS.find(([otherGroup, otherName]) => otherGroup === group && otherName === name);
  if (same && all.some((other) => other.group === same[2] && other.resource === name))
    return `the same objects as ${name}${same[2] === '' ? '' : `.${same[2]}`}`;
  if (!namespaced && selection.namespaces.length > 0 && !isNamespaces(resource))
    return 'outside of namespaces, and --namespace asks for some';
  if (isNamed(selection.kinds) || isNamed(selection.include)) return undefined;
  if (METRICS.test(group)) return 'no stored object';
  return NOT_BY_DEFAULT.find(([otherGroup, otherName]) => otherGroup === group && otherName === name)?.[2];
}

export function isNamespaces({ group, resource }: Pick<SnapshotResource, 'group' | 'resource'>): boolean {
  return group === '' && resource === 'namespaces';
}

/** As kubectl names resources: plural, singular, kind or short name, with or without the group (`deploy`, `deployments.apps`). */
function isCalled({ group, resource, singular, kind, shortNames }: SnapshotResource, word: string): boolean {
  const lower = word.toLowerCase();
  const [name = '', ...rest] = lower.split('.');
  const isName = [resource, singular, kind.toLowerCase(), ...shortNames].includes(name);
  return isName && (rest.length === 0 || rest.join('.') === group);
}

function requireKnown(word: string, resources: readonly SnapshotResource[]): void {
  if (resources.some((resource) => isCalled(resource, word))) return;
  const nearest = didYouMean(
    word,
    resources.flatMap(({ resource, singular, shortNames }) => [resource, singular, ...shortNames]),
  );
  throw new ConnectionError(
    `the cluster has no kind "${word}"`,
    nearest === undefined ? 'kubectl api-resources lists them' : `did you mean ${nearest}?`,
  );
}
