import type { RbacAuthorizer } from '../rbac-authorizer.ts';
import { type Action, combinedResource, type ResourceAction, type UserInfo } from '../request.ts';
import type { CollectedLog, LoggedAction, LogPlace } from './collect.ts';

/** Something that a subject used, or that was made wider on request. */
export type Need = ResourceNeed | PathNeed;

interface Observed {
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly example: LogPlace | undefined;
  /** In the words of the authorizer. */
  readonly reason: string;
  /** Wider than what was seen. */
  readonly isWidened: boolean;
}

export interface ResourceNeed extends Observed {
  readonly kind: 'resource';
  /** Empty for the whole cluster. */
  readonly namespace: string;
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly name: string;
}

export interface PathNeed extends Observed {
  readonly kind: 'path';
  readonly verb: string;
  readonly path: string;
}

export interface NeedOptions {
  readonly names: 'keep' | 'drop' | 'auto';
  /** One rule for the whole cluster in place of equal ones for several namespaces. */
  readonly expandNamespaces: boolean;
  /** Verbs that go together: whoever lists may get and watch, whoever updates may patch. */
  readonly expandVerbs: boolean;
  readonly includeDenied: boolean;
}

export interface SubjectNeeds {
  readonly needs: readonly Need[];
  /** Every different request that the needs are made of. */
  readonly requests: readonly LoggedAction[];
  /** Requests that every cluster allows by itself. */
  readonly granted: readonly LoggedAction[];
  /** Requests that no rule can allow without allowing more. */
  readonly inexpressible: readonly LoggedAction[];
  /** What was made wider, and why. */
  readonly widenings: readonly string[];
}

const MAX_NAMES = 10;
/** The alphabet of generated names: https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/rand/rand.go */
const GENERATED = /-[bcdfghjklmnpqrstvwxz2456789]{5}$|-[0-9]{8,}$|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/;

/** What a subject needs, from the requests of all users that it stands for. */
export function needsOf(
  log: CollectedLog,
  users: readonly { readonly actions: readonly LoggedAction[] }[],
  identity: UserInfo,
  defaults: RbacAuthorizer | undefined,
  options: NeedOptions,
): SubjectNeeds {
  const granted: LoggedAction[] = [];
  const inexpressible: LoggedAction[] = [];
  const requests: LoggedAction[] = [];
  for (const one of users.flatMap(({ actions }) => actions)) {
    const isWanted = one.allowed > 0 || (options.includeDenied && (one.denied > 0 || (one.refused > 0 && !log.hasDecisions)));
    if (!isWanted) continue;
    if (!isExpressible(one.action)) inexpressible.push(one);
    else if (defaults?.isAllowed(identity, one.action)) granted.push(one);
    else requests.push(one);
  }
  const widenings: string[] = [];
  let needs: readonly Need[] = gather(requests.map(needOf));
  needs = nameNeeds(needs, requests, options.names, widenings);
  if (options.expandVerbs) needs = expandVerbs(needs, widenings);
  if (options.expandNamespaces) needs = expandNamespaces(needs, widenings);
  return { needs: withoutCovered(needs), requests, granted, inexpressible, widenings };
}

/** A star in a rule is more than the star that somebody asked for, and a rule must have a verb and a resource. */
function isExpressible(action: Action): boolean {
  if (action.verb === '' || action.verb === '*') return false;
  if (action.kind === 'path') return action.path.startsWith('/') && !action.path.endsWith('*');
  return action.resource !== '' && action.resource !== '*' && action.apiGroup !== '*';
}

function needOf({ action, isAnyName, allowed, denied, refused, first, last, example, reason }: LoggedAction): Need {
  const seen = { count: allowed || denied || refused, first, last, example, reason, isWidened: isAnyName };
  if (action.kind === 'path') return { kind: 'path', verb: action.verb, path: action.path, ...seen };
  // Inside a namespace there is one Namespace, so its name says nothing.
  const isOwnNamespace = action.resource === 'namespaces' && action.apiGroup === '' && action.namespace === action.name;
  return {
    kind: 'resource',
    namespace: action.namespace,
    verb: action.verb,
    apiGroup: action.apiGroup,
    resource: combinedResource(action),
    name: isOwnNamespace ? '' : action.name,
    ...seen,
  };
}

/** Equal needs become one. */
function gather(needs: readonly Need[]): Need[] {
  const groups = Map.groupBy(needs, (need) => (need.kind === 'path' ? JSON.stringify([need.verb, need.path]) : needKey(need)));
  return [...groups.values()].map((group) => group.reduce(sum));
}

function sum(a: Need, b: Need): Need {
  return {
    ...a,
    count: a.count + b.count,
    first: a.first === '' || (b.first !== '' && b.first < a.first) ? b.first : a.first,
    last: b.last > a.last ? b.last : a.last,
    example: a.example ?? b.example,
    reason: a.reason === '' ? b.reason : a.reason,
    isWidened: a.isWidened && b.isWidened,
  };
}

function nameNeeds(needs: readonly Need[], requests: readonly LoggedAction[], mode: NeedOptions['names'], widenings: string[]): Need[] {
  const endless = new Set(requests.flatMap(({ action, isAnyName }) => (isAnyName && action.kind === 'resource' ? [placeKey(action)] : [])));
  const groups = Map.groupBy(needs, (need) => (need.kind === 'path' ? '' : placeKey(need)));
  const result: Need[] = [];
  for (const [key, group] of groups) {
    const named = group.filter((need): need is ResourceNeed => need.kind === 'resource' && need.name !== '');
    if (key === '' || named.length === 0) {
      result.push(...group);
      continue;
    }
    const names = [...new Set(named.map(({ name }) => name))];
    const why = endless.has(key) ? 'more than can be kept' : whyAnyName(names, mode);
    const lists = group.some((need) => (need.verb === 'list' || need.verb === 'watch') && need.kind === 'resource' && need.name === '');
    const drops = (need: ResourceNeed): boolean =>
      need.name !== '' && (why !== undefined || (mode === 'auto' && need.verb === 'get' && lists));
    const [first] = named;
    if (why !== undefined && first) widenings.push(`any name of ${titleOf(first)}: ${names.length} names were used, ${why}`);
    else if (first && named.some(drops)) widenings.push(`get any of ${titleOf(first)}: whoever lists them reads them all`);
    result.push(...group.map((need): Need => (need.kind === 'resource' && drops(need) ? { ...need, name: '', isWidened: true } : need)));
  }
  return gather(result);
}

function whyAnyName(names: readonly string[], mode: NeedOptions['names']): string | undefined {
  if (mode === 'keep') return undefined;
  if (mode === 'drop') return 'and names are not kept';
  const generated = names.find((name) => GENERATED.test(name));
  if (generated !== undefined) return `generated ones among them (${generated})`;
  return names.length > MAX_NAMES ? `more than ${MAX_NAMES}` : undefined;
}

function placeKey(one: ResourceNeed | ResourceAction): string {
  const resource = 'subresource' in one ? combinedResource(one) : one.resource;
  return JSON.stringify([one.namespace, one.apiGroup, resource]);
}

function needKey({ namespace, verb, apiGroup, resource, name }: ResourceNeed): string {
  return JSON.stringify([namespace, verb, apiGroup, resource, name]);
}

function titleOf({ namespace, apiGroup, resource }: ResourceNeed): string {
  const [plain = '', ...sub] = resource.split('/');
  const full = [apiGroup === '' ? plain : `${plain}.${apiGroup}`, ...sub].join('/');
  return namespace === '' ? full : `${full} in ${namespace}`;
}

const TOGETHER: readonly { readonly when: readonly string[]; readonly verbs: readonly string[] }[] = [
  { when: ['list', 'watch'], verbs: ['get', 'list', 'watch'] },
  { when: ['update', 'patch'], verbs: ['update', 'patch'] },
];

function expandVerbs(needs: readonly Need[], widenings: string[]): Need[] {
  const known = new Set(needs.map((need) => (need.kind === 'path' ? '' : needKey(need))));
  const added = needs.flatMap((need): Need[] => {
    if (need.kind === 'path') return [];
    const verbs = TOGETHER.find(({ when }) => when.includes(need.verb))?.verbs ?? [];
    return verbs.flatMap((verb) => {
      const key = needKey({ ...need, verb });
      if (known.has(key)) return [];
      known.add(key);
      widenings.push(`${verb} ${titleOf(need)}: it goes with ${need.verb}`);
      return [{ ...need, verb, count: 0, reason: '', isWidened: true }];
    });
  });
  return [...needs, ...added];
}

function expandNamespaces(needs: readonly Need[], widenings: string[]): Need[] {
  const groups = Map.groupBy(needs, (need) =>
    need.kind === 'path' || need.namespace === '' ? '' : JSON.stringify([need.verb, need.apiGroup, need.resource, need.name]),
  );
  return gather(
    [...groups].flatMap(([key, group]): readonly Need[] => {
      const [first] = group;
      if (key === '' || group.length < 2 || first?.kind !== 'resource') return group;
      widenings.push(`${first.verb} ${titleOf({ ...first, namespace: '' })} in every namespace: it was used in ${group.length}`);
      return group.map((need) => ({ ...need, namespace: '', isWidened: true }));
    }),
  );
}

/** Leaves out what a wider need covers; it counts there. */
function withoutCovered(needs: readonly Need[]): Need[] {
  const byKey = new Map(needs.map((need) => [need.kind === 'path' ? '' : needKey(need), need]));
  const extra = new Map<string, Need[]>();
  const kept = needs.filter((need) => {
    if (need.kind === 'path') return true;
    const wider = [
      { namespace: '', name: '' },
      { namespace: '', name: need.name },
      { namespace: need.namespace, name: '' },
    ].map(({ namespace, name }) => needKey({ ...need, namespace, name }));
    const cover = wider.find((key) => byKey.has(key) && byKey.get(key) !== need);
    if (cover === undefined) return true;
    extra.set(cover, [...(extra.get(cover) ?? []), need]);
    return false;
  });
  return kept.map((need) => {
    if (need.kind === 'path') return need;
    const more = extra.get(needKey(need)) ?? [];
    return more.reduce<Need>((total, one) => ({ ...sum(total, one), isWidened: total.isWidened }), need);
  });
}
