import { createRbacAuthorizer, type RbacAuthorizer } from '../rbac-authorizer.ts';
import { readPolicy } from '../read-policy.ts';
import { type Action, combinedResource, pathAction, resourceAction, type UserInfo, userOf } from '../request.ts';
import type { PolicyObject, Subject } from '../vocabulary.ts';
import type { GeneratedAccess } from './generate.ts';
import { type Need, needAllows } from './needs.ts';

export interface AccessProof {
  readonly holds: boolean;
  /** Different logged requests that were asked again; all of them are allowed. */
  readonly replayed: number;
  /** Requests that were made up: every verb, resource, namespace and name of the log and of the roles and one that nothing has, combined. */
  readonly probed: number;
  /** Of those: not seen, and allowed because something was made wider on request. */
  readonly widened: number;
  readonly failures: readonly ProofFailure[];
}

export interface ProofFailure {
  readonly user: UserInfo;
  readonly action: Action;
  readonly allowed: boolean;
}

/** Words that nothing in a log is called. */
const FRESH = {
  verb: 'seawall-probe',
  group: 'probe.seawall.invalid',
  resource: 'seawallprobes',
  namespace: 'seawall-probe-namespace',
  name: 'seawall-probe-name',
};
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', FRESH.verb];
const MAX_FAILURES = 10;

/**
 * Reads the policy that was written and asks an authorizer that knows nothing else. Every logged request must be allowed, and of the
 * requests that can be put together from the words of the log and new ones only those that the log, or a widening, stands for.
 */
export function proveAccess(objects: readonly PolicyObject[], generated: readonly GeneratedAccess[]): AccessProof {
  const authorizer = createRbacAuthorizer(readPolicy(objects, { assumeDefaults: false }));
  const counts = { replayed: 0, probed: 0, widened: 0 };
  const failures: ProofFailure[] = [];
  const fail = (user: UserInfo, action: Action, allowed: boolean): void => {
    if (failures.length < MAX_FAILURES) failures.push({ user, action, allowed });
  };
  for (const { subject, requests, needs } of generated) {
    const user = userOf(subject);
    for (const { action } of requests) {
      counts.replayed++;
      if (!authorizer.isAllowed(user, action)) fail(user, action, false);
    }
    const probe = createProbe(authorizer, user, generatedExpectation(requests, needs));
    for (const action of universeOf(wordsOf(authorizer, user, requests))) {
      counts.probed++;
      const verdict = probe(action);
      if (verdict === 'widened') counts.widened++;
      else if (verdict !== 'right') fail(user, action, verdict === 'allowed');
    }
  }
  const known = new Set(generated.map(({ subject }) => keyOfSubject(subject)));
  for (const { role, subjects } of authorizer.policy.bindings) {
    const [rule] = role?.rules ?? [];
    for (const subject of subjects) {
      if (rule && !known.has(keyOfSubject(subject)))
        fail(userOf(subject), resourceAction(rule.verbs[0] ?? '', rule.resources[0] ?? ''), true);
    }
  }
  return { holds: failures.length === 0, ...counts, failures };
}

function keyOfSubject({ kind, namespace, name }: Subject): string {
  return `${kind}/${namespace}/${name}`;
}

type Expectation = (action: Action) => 'seen' | 'widened' | 'none';

/** What the log says about a request, without rules: it was made, or a wider one was, or something was made wider. */
function generatedExpectation(requests: GeneratedAccess['requests'], needs: readonly Need[]): Expectation {
  const seen = Map.groupBy(
    requests.map(({ action, isAnyName }) => ({ action, isAnyName })),
    ({ action }) => keyOf(action),
  );
  const widened = Map.groupBy(
    needs.filter((need) => need.isWidened),
    (need) => (need.kind === 'path' ? wordKey(need.verb, need.path) : wordKey(need.verb, need.apiGroup, need.resource)),
  );
  return (action) => {
    const key = keyOf(action);
    const isSeen = (seen.get(key) ?? []).some(({ action: one, isAnyName }) => !isAnyName && stands(one, action));
    if (isSeen) return 'seen';
    return (widened.get(key) ?? []).some((need) => needAllows(need, action)) ? 'widened' : 'none';
  };
}

function keyOf(action: Action): string {
  return action.kind === 'path' ? wordKey(action.verb, action.path) : wordKey(action.verb, action.apiGroup, combinedResource(action));
}

/** The lengths keep words apart, whatever is in them. */
function wordKey(...words: readonly string[]): string {
  return `${words.map((word) => word.length).join(' ')} ${words.join('')}`;
}

/** Whoever may do it for the whole cluster may do it in each namespace, and whoever may do it without a name may do it with each. */
function stands(seen: Action, asked: Action): boolean {
  if (seen.kind === 'path' || asked.kind === 'path') return true;
  return (seen.namespace === '' || seen.namespace === asked.namespace) && (seen.name === '' || seen.name === asked.name);
}

function createProbe(
  authorizer: RbacAuthorizer,
  user: UserInfo,
  expect: Expectation,
): (action: Action) => 'right' | 'widened' | 'allowed' | 'denied' {
  return (action) => {
    const expected = expect(action);
    const allowed = authorizer.isAllowed(user, action);
    if (allowed === (expected !== 'none')) return expected === 'widened' ? 'widened' : 'right';
    return allowed ? 'allowed' : 'denied';
  };
}

interface Words {
  readonly verbs: Set<string>;
  readonly groups: Set<string>;
  readonly namespaces: Set<string>;
  /** By resource with its subresource: the names that count for it, and the groups that it was seen in. */
  readonly resources: Map<string, { readonly names: Set<string>; readonly groups: Set<string> }>;
  readonly paths: Set<string>;
}

/**
 * The words of the logged requests and those of the rules that the user holds. Rules compare words and nothing else, so with one word more of
 * each sort, that nothing has, there is no request which is not like one that they make.
 */
function wordsOf(authorizer: RbacAuthorizer, user: UserInfo, requests: GeneratedAccess['requests']): Words {
  const words: Words = {
    verbs: new Set(VERBS),
    groups: new Set([FRESH.group]),
    namespaces: new Set(['', FRESH.namespace, ...authorizer.namespacesOf(user)]),
    resources: new Map(),
    paths: new Set(['/', `/${FRESH.name}`]),
  };
  const resource = (word: string): { readonly names: Set<string>; readonly groups: Set<string> } => {
    let known = words.resources.get(word);
    if (!known) words.resources.set(word, (known = { names: new Set(['', FRESH.name]), groups: new Set([FRESH.group]) }));
    return known;
  };
  const path = (url: string): void => {
    for (const one of [url, `${url}/`, `${url}x`]) words.paths.add(one);
  };
  for (const { action } of requests) {
    words.verbs.add(action.verb);
    if (action.kind === 'path') {
      path(action.path);
      continue;
    }
    words.groups.add(action.apiGroup);
    words.namespaces.add(action.namespace);
    const known = resource(combinedResource(action));
    known.names.add(action.name);
    known.groups.add(action.apiGroup);
  }
  for (const namespace of ['', ...authorizer.namespacesOf(user)]) {
    for (const { rule } of authorizer.rulesFor(user, namespace)) {
      for (const verb of rule.verbs) words.verbs.add(verb);
      for (const url of rule.nonResourceURLs) path(url.replace(/\*+$/, ''));
      for (const word of rule.resources) {
        const known = resource(word.replace(/^\*/, FRESH.resource));
        for (const group of rule.apiGroups) known.groups.add(group);
        for (const name of rule.resourceNames) known.names.add(name);
      }
      for (const group of rule.apiGroups) words.groups.add(group);
    }
  }
  for (const word of [FRESH.resource, ...words.resources.keys()]) {
    resource(word);
    const [plain = ''] = word.split('/');
    if (plain === word) resource(`${plain}/${FRESH.resource}`);
  }
  return words;
}

/** Every request that can be put together from words. */
function* universeOf({ verbs, groups, namespaces, resources, paths }: Words): Generator<Action> {
  for (const path of paths) for (const verb of verbs) yield pathAction(verb, path);
  for (const [resource, { names, groups: seenIn }] of resources) {
    const isNamespace = resource === 'namespaces' || resource.startsWith('namespaces/');
    for (const apiGroup of groups) {
      for (const namespace of namespaces) {
        for (const name of seenIn.has(apiGroup) ? names : ['', FRESH.name]) {
          // Inside a namespace there is no other Namespace than itself.
          if (isNamespace && apiGroup === '' && namespace !== '' && name !== namespace) continue;
          for (const verb of verbs) yield resourceAction(verb, resource, { apiGroup, namespace, name });
        }
      }
    }
  }
}
