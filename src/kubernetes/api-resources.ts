import { didYouMean, listAt, stringAt } from '../core/index.ts';
import { API_RESOURCES } from './tables/api-resources.ts';

/** A resource as the API server lists it in discovery. */
export interface ApiResource {
  /** Empty for the core group. */
  readonly group: string;
  /** The preferred one first. */
  readonly versions: readonly string[];
  /** The plural, which rules and paths use. */
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly isNamespaced: boolean;
  readonly verbs: readonly string[];
  readonly subresources: readonly Subresource[];
}

export interface Subresource {
  readonly name: string;
  readonly verbs: readonly string[];
}

let builtIn: readonly ApiResource[] | undefined;

/** The resources of Kubernetes itself, in the order in which the API server lists their groups. */
export function builtInResources(): readonly ApiResource[] {
  return (builtIn ??= API_RESOURCES.trimEnd().split('\n').map(readLine));
}

function readLine(line: string): ApiResource {
  const [group = '', versions = '', resource = '', kind = '', scope, verbs = '', shortNames = '', ...subresources] = line.split(' ');
  return {
    group: group === '-' ? '' : group,
    versions: versions.split(','),
    resource,
    singular: kind.toLowerCase(),
    kind,
    shortNames: shortNames === '-' ? [] : shortNames.split(','),
    isNamespaced: scope === 'n',
    verbs: verbs === '-' ? [] : verbs.split(','),
    subresources: subresources.map((one) => {
      const [name = '', list = ''] = one.split(':');
      return { name, verbs: list.split(',') };
    }),
  };
}

/**
 * Words that stand where resources do in rules but that no path of the API leads to: authorizers are asked about them when somebody
 * impersonates, or signs and approves certificates.
 */
export const VIRTUAL_RESOURCES: readonly Pick<ApiResource, 'group' | 'resource' | 'isNamespaced' | 'verbs'>[] = [
  { group: '', resource: 'users', isNamespaced: false, verbs: ['impersonate'] },
  { group: '', resource: 'groups', isNamespaced: false, verbs: ['impersonate'] },
  { group: '', resource: 'serviceaccounts', isNamespaced: true, verbs: ['impersonate'] },
  { group: 'authentication.k8s.io', resource: 'userextras', isNamespaced: false, verbs: ['impersonate'] },
  { group: 'authentication.k8s.io', resource: 'uids', isNamespaced: false, verbs: ['impersonate'] },
  { group: 'certificates.k8s.io', resource: 'signers', isNamespaced: false, verbs: ['approve', 'attest', 'sign'] },
  { group: 'rbac.authorization.k8s.io', resource: 'roles', isNamespaced: true, verbs: ['bind', 'escalate'] },
  { group: 'rbac.authorization.k8s.io', resource: 'clusterroles', isNamespaced: false, verbs: ['bind', 'escalate'] },
];

const ALL_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const;

/** What a CustomResourceDefinition adds; `undefined` where it lacks a name or serves no version. */
export function resourceOfDefinition(definition: unknown): ApiResource | undefined {
  const group = stringAt(definition, 'spec', 'group');
  const resource = stringAt(definition, 'spec', 'names', 'plural');
  const kind = stringAt(definition, 'spec', 'names', 'kind');
  const versions = listAt(definition, 'spec', 'versions').filter((version) => (version as { served?: unknown } | null)?.served !== false);
  if (!group || !resource || !kind || versions.length === 0) return undefined;
  const has = (name: string): boolean =>
    versions.some((version) => typeof (version as { subresources?: Record<string, unknown> }).subresources?.[name] === 'object');
  return {
    group,
    versions: versions.flatMap((version) => stringAt(version, 'name') ?? []),
    resource,
    singular: stringAt(definition, 'spec', 'names', 'singular') ?? kind.toLowerCase(),
    kind,
    shortNames: listAt(definition, 'spec', 'names', 'shortNames').filter((name) => typeof name === 'string'),
    isNamespaced: stringAt(definition, 'spec', 'scope') !== 'Cluster',
    verbs: ALL_VERBS,
    subresources: ['scale', 'status'].filter(has).map((name) => ({ name, verbs: ['get', 'patch', 'update'] })),
  };
}

/** What a word that somebody typed for a resource means. */
export interface ResourceNames {
  /**
   * Plural, singular or short name, by itself or with a group (`deployments.apps`) or version and group (`deploy.v1.apps`), in any case.
   * Of several resources with that name the first counts, as it does for kubectl.
   */
  find(word: string): ApiResource | undefined;
  suggest(word: string): string | undefined;
}

export function createResourceNames(resources: readonly ApiResource[]): ResourceNames {
  const byName = new Map<string, ApiResource[]>();
  // Full names win over short ones wherever they stand, since shortcuts are expanded only where nothing has the name.
  for (const namesOf of [full, short]) {
    for (const resource of resources) {
      for (const name of namesOf(resource)) {
        const known = byName.get(name);
        if (!known) byName.set(name, [resource]);
        else if (!known.includes(resource)) known.push(resource);
      }
    }
  }
  return {
    find(word) {
      const [name = '', ...rest] = word.toLowerCase().split('.');
      const known = byName.get(name) ?? [];
      if (rest.length === 0) return known[0];
      const [version = '', ...group] = rest;
      return (
        known.find((one) => one.group === group.join('.') && one.versions.includes(version)) ??
        // A group may be cut short: `ingresses.networking` is one of `networking.k8s.io`.
        known.find((one) => one.group === rest.join('.')) ??
        known.find((one) => one.group.startsWith(rest.join('.')))
      );
    },
    suggest: (word) => didYouMean(word.toLowerCase(), byName.keys()),
  };
}

function full({ resource, singular }: ApiResource): string[] {
  return [resource, singular];
}

function short({ shortNames }: ApiResource): readonly string[] {
  return shortNames;
}
