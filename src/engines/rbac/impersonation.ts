// Source of truth: https://github.com/kubernetes/apiserver/tree/v0.37.2/pkg/endpoints/filters/impersonation (mode.go, impersonation.go)
import type { Authorize } from './escalation.ts';
import {
  type Action,
  ANONYMOUS,
  AUTHENTICATED,
  NODES,
  type ResourceAction,
  resourceAction,
  SYSTEM_MASTERS,
  serviceAccountGroups,
  splitNodeName,
  splitServiceAccountName,
  UNAUTHENTICATED,
  type UserInfo,
} from './request.ts';

/** What the Impersonate headers ask for; a request without a user name is refused before anything is authorized. */
export type WantedUser = UserInfo;

/** In the order in which they are tried. `legacy` is the plain verb `impersonate`. */
export const IMPERSONATION_MODES = ['associated-node', 'arbitrary-node', 'serviceaccount', 'user-info', 'legacy'] as const;

export type ImpersonationMode = (typeof IMPERSONATION_MODES)[number];

export interface ImpersonationOptions {
  /** The feature gate ConstrainedImpersonation; without it only `legacy` is tried. */
  readonly isConstrained: boolean;
}

export type ImpersonationVerdict =
  /** `user` is whom the request is made as, with the groups that come with the name. */
  | { readonly kind: 'allowed'; readonly mode: ImpersonationMode; readonly user: UserInfo }
  /** Of each mode that fits the wanted user what was refused first. */
  | { readonly kind: 'forbidden'; readonly refused: readonly Refusal[] };

export interface Refusal {
  readonly mode: ImpersonationMode;
  /** The request that was not allowed; `undefined` where the mode forbids it to everyone. */
  readonly action: Action | undefined;
  readonly reason: string;
}

const AUTHENTICATION = 'authentication.k8s.io';
const NODE_NAME_KEY = 'authentication.kubernetes.io/node-name';
/** From so many groups or extra values on, a right to all of them is asked for first. */
const MANY = 4;
const EXTRA_KEY = /^(?=.{1,253}\/)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\/[a-z0-9/._~%!$&'()*+,;=:-]+$/;

/** Whether the requestor may make this request as somebody else. Whether that one may make it is another question. */
export function checkImpersonation(
  requestor: UserInfo,
  wanted: WantedUser,
  action: Action,
  authorize: Authorize,
  { isConstrained }: ImpersonationOptions,
): ImpersonationVerdict {
  const refused: Refusal[] = [];
  for (const mode of IMPERSONATION_MODES) {
    if (mode !== 'legacy' && !(isConstrained && fits(mode, requestor, wanted))) continue;
    const refusal = refuse(mode, requestor, wanted, action, authorize);
    if (!refusal) return { kind: 'allowed', mode, user: becomes(mode, wanted) };
    refused.push({ mode, ...refusal });
  }
  return { kind: 'forbidden', refused };
}

function fits(mode: Exclude<ImpersonationMode, 'legacy'>, requestor: UserInfo, wanted: WantedUser): boolean {
  const isOnlyName = (wanted.uid ?? '') === '' && wanted.groups.length === 0 && Object.keys(wanted.extra ?? {}).length === 0;
  const node = splitNodeName(wanted.name);
  const account = splitServiceAccountName(wanted.name);
  switch (mode) {
    case 'associated-node': {
      const own = requestor.extra?.[NODE_NAME_KEY] ?? [];
      return (
        isOnlyName && node !== undefined && splitServiceAccountName(requestor.name) !== undefined && own.length === 1 && own[0] === node
      );
    }
    case 'arbitrary-node':
      return isOnlyName && node !== undefined;
    case 'serviceaccount':
      return isOnlyName && account !== undefined;
    case 'user-info':
      return node === undefined && account === undefined;
  }
}

type Refused = Omit<Refusal, 'mode'>;

function refuse(
  mode: ImpersonationMode,
  requestor: UserInfo,
  wanted: WantedUser,
  action: Action,
  authorize: Authorize,
): Refused | undefined {
  const isLegacy = mode === 'legacy';
  // A node's agent must hold the right for all nodes, and nothing else about it counts.
  const asker =
    mode === 'associated-node'
      ? { ...requestor, extra: { 'authentication.kubernetes.io/associated-node-keys': Object.keys(requestor.extra ?? {}).sort() } }
      : requestor;
  const ask = (asked: Action): Refused | undefined => (authorize(asker, asked) ? undefined : { action: asked, reason: 'not allowed' });
  const verb = isLegacy ? 'impersonate' : `impersonate:${mode}`;
  const target = isLegacy ? undefined : ask({ ...action, verb: `impersonate-on:${mode}:${action.verb}` });
  return (
    target ??
    ask(nameAction(mode, verb, wanted.name)) ??
    refuseUid(verb, wanted, ask) ??
    refuseGroups(isLegacy, verb, wanted, ask) ??
    refuseExtra(isLegacy, verb, wanted, ask)
  );
}

type Ask = (action: Action) => Refused | undefined;

function nameAction(mode: ImpersonationMode, verb: string, name: string): ResourceAction {
  const apiGroup = mode === 'legacy' ? '' : AUTHENTICATION;
  const node = mode === 'legacy' ? undefined : splitNodeName(name);
  if (node !== undefined) return resourceAction(verb, 'nodes', { apiGroup, name: mode === 'associated-node' ? '*' : node });
  const account = splitServiceAccountName(name);
  if (account) return resourceAction(verb, 'serviceaccounts', { apiGroup, ...account });
  return resourceAction(verb, 'users', { apiGroup, name });
}

function refuseUid(verb: string, { uid = '' }: WantedUser, ask: Ask): Refused | undefined {
  return uid === '' ? undefined : ask(resourceAction(verb, 'uids', { apiGroup: AUTHENTICATION, name: uid }));
}

function refuseGroups(isLegacy: boolean, verb: string, { groups }: WantedUser, ask: Ask): Refused | undefined {
  const apiGroup = isLegacy ? '' : AUTHENTICATION;
  const group = (name: string): ResourceAction => resourceAction(verb, 'groups', { apiGroup, name });
  if (!isLegacy) {
    if (groups.includes('')) return { action: undefined, reason: 'impersonating the empty string group is not allowed' };
    if (groups.includes(SYSTEM_MASTERS)) return { action: undefined, reason: 'impersonating the system:masters group is not allowed' };
    if (groups.length >= MANY && !ask(group('*'))) return undefined;
  }
  return firstRefused(groups.map(group), ask);
}

function refuseExtra(isLegacy: boolean, verb: string, { extra = {} }: WantedUser, ask: Ask): Refused | undefined {
  const value = (key: string, name: string): ResourceAction =>
    resourceAction(verb, 'userextras', { apiGroup: AUTHENTICATION, subresource: key, name });
  const entries = Object.entries(extra);
  if (!isLegacy) {
    const isBad = ([key, values]: [string, readonly string[]]): boolean =>
      !EXTRA_KEY.test(key) || values.length === 0 || values.includes('');
    const bad = entries.find(isBad);
    if (bad) return { action: undefined, reason: `impersonating extra "${bad[0]}" with these values is not allowed` };
    const count = entries.reduce((sum, [, values]) => sum + values.length, 0);
    if (count >= MANY && !ask(value('*', '*'))) return undefined;
  }
  return firstRefused(
    entries.flatMap(([key, values]) => values.map((one) => value(key, one))),
    ask,
  );
}

function firstRefused(actions: readonly Action[], ask: Ask): Refused | undefined {
  for (const action of actions) {
    const refused = ask(action);
    if (refused) return refused;
  }
  return undefined;
}

function becomes(mode: ImpersonationMode, wanted: WantedUser): UserInfo {
  const account = splitServiceAccountName(wanted.name);
  const isNode = mode !== 'legacy' && splitNodeName(wanted.name) !== undefined;
  const fixed = isNode ? [NODES] : account ? serviceAccountGroups(account.namespace) : [];
  const groups = wanted.groups.length > 0 ? wanted.groups : fixed;
  const everyone = wanted.name === ANONYMOUS ? UNAUTHENTICATED : AUTHENTICATED;
  const isSaid = groups.includes(everyone) || groups.includes(UNAUTHENTICATED);
  return { ...wanted, groups: isSaid ? groups : [...groups, everyone] };
}
