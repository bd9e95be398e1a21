import { createRbacAuthorizer, type RbacAuthorizer } from '../rbac-authorizer.ts';
import { readPolicy } from '../read-policy.ts';
import { type Action, combinedResource, pathAction, resourceAction, type UserInfo, userOf } from '../request.ts';
import type { PolicyObject } from '../vocabulary.ts';
import type { GeneratedAccess } from './generate.ts';
import { type Need, needAllows } from './needs.ts';

export interface AccessProof {
  readonly holds: boolean;
  /** Different logged requests that were asked again; all of them are allowed. */
  readonly replayed: number;
  /** Requests that nobody made: every verb, resource, namespace and name that was seen and one that nothing has, combined. */
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
const FRESH = { verb: 'seawall-probe', group: 'probe.seawall.invalid', resource: 'seawallprobes', name: 'seawall-probe-name' };
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
    for (const action of universeOf(requests)) {
      counts.probed++;
      const verdict = probe(action);
      if (verdict === 'widened') counts.widened++;
      else if (verdict !== 'right') fail(user, action, verdict === 'allowed');
    }
  }
  return { holds: failures.length === 0, ...counts, failures };
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
    (need) => (need.kind === 'path' ? `${need.verb}\n${need.path}` : `${need.verb}\n${need.apiGroup}\n${need.resource}`),
  );
  return (action) => {
    const key = keyOf(action);
    const isSeen = (seen.get(key) ?? []).some(({ action: one, isAnyName }) => !isAnyName && stands(one, action));
    if (isSeen) return 'seen';
    return (widened.get(key) ?? []).some((need) => needAllows(need, action)) ? 'widened' : 'none';
  };
}

function keyOf(action: Action): string {
  return action.kind === 'path' ? `${action.verb}\n${action.path}` : `${action.verb}\n${action.apiGroup}\n${combinedResource(action)}`;
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

/** Every request that can be put together from the words of these requests and from words that nothing has. */
function* universeOf(requests: GeneratedAccess['requests']): Generator<Action> {
  const actions = requests.map(({ action }) => action);
  const resources = actions.filter((action) => action.kind === 'resource');
  const paths = actions.filter((action) => action.kind === 'path');
  const verbs = [...new Set([...VERBS, ...actions.map(({ verb }) => verb)])];
  for (const path of new Set([...paths.flatMap((one) => [one.path, `${one.path}/`, `${one.path}x`]), '/', '/seawall-probe'])) {
    for (const verb of verbs) yield pathAction(verb, path);
  }
  const everyNamespace = [...new Set(['', 'seawall-probe-namespace', ...resources.map(({ namespace }) => namespace)])];
  const groups = [...new Set([FRESH.group, ...resources.map(({ apiGroup }) => apiGroup)])];
  const words = Map.groupBy(resources, combinedResource);
  for (const [word, members] of [...words, [FRESH.resource, []] as const]) {
    const [plain = ''] = word.split('/');
    const names = [...new Set(['', FRESH.name, ...members.map(({ name }) => name)])];
    for (const resource of [word, `${plain}/${FRESH.resource}`]) {
      for (const apiGroup of groups) {
        const isSeen = resource === word && members.some((one) => one.apiGroup === apiGroup);
        for (const namespace of everyNamespace) {
          for (const name of isSeen ? names : ['', FRESH.name]) {
            if (plain === 'namespaces' && apiGroup === '' && namespace !== '' && name !== namespace) continue;
            for (const verb of verbs) yield resourceAction(verb, resource, { apiGroup, namespace, name });
          }
        }
      }
    }
  }
}
