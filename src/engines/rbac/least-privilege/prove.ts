import { createRbacAuthorizer, type RbacAuthorizer } from '../rbac-authorizer.ts';
import { readPolicy } from '../read-policy.ts';
import { type Action, combinedResource, pathAction, type ResourceAction, resourceAction, type UserInfo, userOf } from '../request.ts';
import type { PolicyObject, PolicyRule, Subject } from '../vocabulary.ts';
import type { GeneratedAccess } from './generate.ts';
import type { Need } from './needs.ts';

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
    for (const action of universeOf(authorizer, user, requests)) {
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
  const seen = new Set(requests.filter(({ isAnyName }) => !isAnyName).map(({ action }) => keyOf(action)));
  const widened = new Set(needs.filter((need) => need.isWidened).map(keyOfNeed));
  return (action) => {
    const wider = widerKeys(action);
    if (wider.some((key) => seen.has(key))) return 'seen';
    return wider.some((key) => widened.has(key)) ? 'widened' : 'none';
  };
}

/** Whoever may do it for the whole cluster may do it in each namespace, and whoever may do it without a name may do it with each. */
function widerKeys(action: Action): string[] {
  if (action.kind === 'path') return [keyOf(action)];
  return [action, { ...action, namespace: '' }, { ...action, name: '' }, { ...action, namespace: '', name: '' }].map(keyOf);
}

function keyOf(action: Action): string {
  if (action.kind === 'path') return wordKey(action.verb, action.path);
  return wordKey(action.verb, action.apiGroup, combinedResource(action), action.namespace, action.name);
}

function keyOfNeed(need: Need): string {
  return need.kind === 'path' ? wordKey(need.verb, need.path) : wordKey(need.verb, need.apiGroup, need.resource, need.namespace, need.name);
}

/** The lengths keep words apart, whatever is in them. */
function wordKey(...words: readonly string[]): string {
  return `${words.map((word) => word.length).join(' ')} ${words.join('')}`;
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

/**
 * Requests that, with those of the log, stand for all there are. Rules compare words and nothing else, so in each namespace that a binding
 * leads to (any other is like one that nothing has) the words of the rules in force there are combined with each other and with one word more
 * of each sort, that nothing has: a request with another word is decided like the one with that.
 */
function* universeOf(authorizer: RbacAuthorizer, user: UserInfo, requests: GeneratedAccess['requests']): Generator<Action> {
  const actions = requests.map(({ action }) => action);
  const resources = actions.filter((action) => action.kind === 'resource');
  const byNamespace = Map.groupBy(resources, ({ namespace }) => namespace);
  const unbound = [...byNamespace.keys()].slice(0, MAX_UNBOUND);
  const verbs = new Set([...VERBS, ...actions.map(({ verb }) => verb)]);
  for (const namespace of new Set(['', FRESH.namespace, ...authorizer.namespacesOf(user), ...unbound])) {
    const rules = authorizer.rulesFor(user, namespace).map(({ rule }) => rule);
    yield* requestsIn(namespace, rules, byNamespace.get(namespace) ?? [], verbs);
  }
  const wide = authorizer.rulesFor(user, '').map(({ rule }) => rule);
  yield* pathRequests(wide, actions, verbs);
}

/** Namespaces without a binding that are looked at although they are alike. */
const MAX_UNBOUND = 5;
/** Resources of the log that no rule names, in one namespace. */
const MAX_LOGGED = 200;

function* requestsIn(
  namespace: string,
  rules: readonly PolicyRule[],
  logged: readonly ResourceAction[],
  usual: ReadonlySet<string>,
): Generator<Action> {
  const verbs = new Set([...usual, ...rules.flatMap((rule) => rule.verbs)]);
  const groups = new Set([FRESH.group, ...rules.flatMap((rule) => rule.apiGroups), ...logged.map(({ apiGroup }) => apiGroup)]);
  const names = new Map<string, Set<string>>();
  const resource = (word: string): Set<string> => {
    let known = names.get(word);
    if (!known) names.set(word, (known = new Set(['', FRESH.name])));
    return known;
  };
  for (const rule of rules) {
    for (const word of rule.resources) {
      const known = resource(word.replace(/^\*/, FRESH.resource));
      for (const name of rule.resourceNames) known.add(name);
    }
  }
  for (const word of [...new Set(logged.map(combinedResource))].slice(0, MAX_LOGGED)) resource(word);
  for (const word of [FRESH.resource, ...names.keys()]) {
    resource(word);
    if (!word.includes('/')) resource(`${word}/${FRESH.resource}`);
  }
  for (const [word, known] of names) {
    // Inside a namespace there is no other Namespace than itself.
    const isOwn = namespace !== '' && (word === 'namespaces' || word.startsWith('namespaces/'));
    for (const apiGroup of groups) {
      for (const name of isOwn && apiGroup === '' ? [namespace] : known) {
        for (const verb of verbs) yield resourceAction(verb, word, { apiGroup, namespace, name });
      }
    }
  }
}

function* pathRequests(rules: readonly PolicyRule[], actions: readonly Action[], usual: ReadonlySet<string>): Generator<Action> {
  const urls = rules.flatMap((rule) => rule.nonResourceURLs.map((url) => url.replace(/\*+$/, '')));
  const logged = actions.flatMap((action) => (action.kind === 'path' ? [action.path] : []));
  const verbs = new Set([...usual, ...rules.flatMap((rule) => rule.verbs)]);
  const paths = new Set(['/', `/${FRESH.name}`, ...[...urls, ...logged].flatMap((url) => [url, `${url}/`, `${url}x`])]);
  for (const path of paths) for (const verb of verbs) yield pathAction(verb, path);
}
