// Source of truth: https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/authorization/authorizer/interfaces.go and
// https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/endpoints/request/requestinfo.go
import type { Subject } from './vocabulary.ts';

/** Who asks, as authentication leaves it: the groups are complete. */
export interface UserInfo {
  readonly name: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** `field=value`, the only operator that authorizers look at. */
export interface FieldRequirement {
  readonly field: string;
  readonly value: string;
}

/** A request for a resource. `name` is empty for list, watch, deletecollection and create, except create of a subresource. */
export interface ResourceAction {
  readonly kind: 'resource';
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly fieldSelector: readonly FieldRequirement[];
}

/** A request for a path that is no resource, `/healthz` for example; the verb is the HTTP method in small letters. */
export interface PathAction {
  readonly kind: 'path';
  readonly verb: string;
  readonly path: string;
}

export type Action = ResourceAction | PathAction;

/** The group that a privileged authorizer before all others lets do anything. */
export const SYSTEM_MASTERS = 'system:masters';
export const AUTHENTICATED = 'system:authenticated';
export const UNAUTHENTICATED = 'system:unauthenticated';
export const ANONYMOUS = 'system:anonymous';
export const NODES = 'system:nodes';

const SERVICE_ACCOUNT = 'system:serviceaccount:';
const SERVICE_ACCOUNTS = 'system:serviceaccounts';
const NODE = 'system:node:';
const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

type ResourceParts = Partial<Omit<ResourceAction, 'kind' | 'verb' | 'resource'>>;

/**
 * A request for a resource as the API server sees it; `pods/log` may be given as one word. A list or watch limited to one object by
 * `metadata.name` carries that name, and so can match a rule with resourceNames.
 */
export function resourceAction(verb: string, resource: string, parts: ResourceParts = {}): ResourceAction {
  const slash = resource.indexOf('/');
  const fieldSelector = parts.fieldSelector ?? [];
  const selected = verb === 'list' || verb === 'watch' ? fieldSelector.find(({ field }) => field === 'metadata.name')?.value : undefined;
  return {
    kind: 'resource',
    verb,
    apiGroup: parts.apiGroup ?? '',
    resource: slash < 0 ? resource : resource.slice(0, slash),
    subresource: parts.subresource ?? (slash < 0 ? '' : resource.slice(slash + 1)),
    namespace: parts.namespace ?? '',
    name: parts.name ?? (selected !== undefined && isPathSegment(selected) ? selected : ''),
    fieldSelector,
  };
}

export function pathAction(verb: string, path: string): PathAction {
  return { kind: 'path', verb, path };
}

function isPathSegment(name: string): boolean {
  return name !== '.' && name !== '..' && !/[/%]/.test(name);
}

/** `pods` or `pods/log`: what rules name. */
export function combinedResource({ resource, subresource }: ResourceAction): string {
  return subresource === '' ? resource : `${resource}/${subresource}`;
}

export function serviceAccountName(namespace: string, name: string): string {
  return `${SERVICE_ACCOUNT}${namespace}:${name}`;
}

/** Namespace and name of a service account's user name; `undefined` for every other user name. */
export function splitServiceAccountName(username: string): { readonly namespace: string; readonly name: string } | undefined {
  if (!username.startsWith(SERVICE_ACCOUNT)) return undefined;
  const [namespace = '', name = '', ...rest] = username.slice(SERVICE_ACCOUNT.length).split(':');
  return rest.length === 0 && DNS_LABEL.test(namespace) && DNS_SUBDOMAIN.test(name) ? { namespace, name } : undefined;
}

export function nodeUserName(node: string): string {
  return `${NODE}${node}`;
}

/** The node of a user name that has the form of a kubelet's and names a possible node. */
export function splitNodeName(username: string): string | undefined {
  const node = username.startsWith(NODE) ? username.slice(NODE.length) : '';
  return DNS_SUBDOMAIN.test(node) ? node : undefined;
}

/** The fixed groups of all service accounts of a namespace, without those of every authenticated user. */
export function serviceAccountGroups(namespace: string): string[] {
  return [SERVICE_ACCOUNTS, `${SERVICE_ACCOUNTS}:${namespace}`];
}

/** The user with the groups that authentication adds by itself to what a certificate, token or header says. */
export function identify(name: string, groups: readonly string[] = []): UserInfo {
  const account = splitServiceAccountName(name);
  const implicit = [...(account ? serviceAccountGroups(account.namespace) : []), name === ANONYMOUS ? UNAUTHENTICATED : AUTHENTICATED];
  return { name, groups: [...new Set([...groups, ...implicit])] };
}

/** The user that a subject stands for. For a group it is a member about whom nothing else is known. */
export function userOf(subject: Subject): UserInfo {
  switch (subject.kind) {
    case 'User':
      return identify(subject.name);
    case 'ServiceAccount':
      return {
        name: serviceAccountName(subject.namespace, subject.name),
        groups: [...serviceAccountGroups(subject.namespace), AUTHENTICATED],
      };
    case 'Group': {
      const isOfAccounts = subject.name.startsWith(`${SERVICE_ACCOUNTS}:`);
      const everyone = subject.name === UNAUTHENTICATED || subject.name === AUTHENTICATED ? [] : [AUTHENTICATED];
      return { name: '', groups: [subject.name, ...(isOfAccounts ? [SERVICE_ACCOUNTS] : []), ...everyone] };
    }
  }
}
