import { type FieldPath, valueAt } from '../../core/index.ts';
import type { Peer, PodSelection, PolicyRule } from '../../engines/network/index.ts';
import type { Check, Violation } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { namePods } from './names.ts';
import type { WorldNetwork } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const peersReadAsOr: Check = definePolicyCheck({
  id: 'network/peers-read-as-or',
  title: 'Two peers where one with both selectors may be meant',
  severity: 'low',
  kinds: NETWORK_POLICY,
  why: 'Items of from and to are alternatives. A namespaceSelector and a podSelector in two items let in every pod of those namespaces, and the pods with the labels in the own one; one dash fewer asks for both at once.',
  remedy:
    'Write both selectors into one item if pods with these labels in those namespaces are meant; otherwise give each item a rule of its own.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'None of the published manifests that were looked at makes this mistake.',
  *find(policy, network) {
    for (const rule of policy.rules) for (const pair of pairsIn(rule)) yield* judge(rule, pair, network);
  },
  fix({ path }, policy) {
    const pair = policy.rules.flatMap(pairsIn).find(({ scopePath }) => scopePath.join() === path.join());
    if (!pair) return undefined;
    return makeFix(
      [
        { kind: 'set', path: [...path, 'podSelector'], value: valueAt(policy.object.value, [...pair.podsPath, 'podSelector']) },
        { kind: 'remove', path: pair.podsPath },
      ],
      'connections of pods that only one of the two selectors chooses',
      { risky: true },
    );
  },
});

/** A peer that gives namespaces alone, beside one that gives labels of pods alone. */
interface Pair {
  readonly scope: PodSelection;
  readonly scopePath: FieldPath;
  readonly pods: PodSelection;
  readonly podsPath: FieldPath;
}

function pairsIn({ peers, path, direction, policy }: PolicyRule): Pair[] {
  if (peers === 'all') return [];
  const list = [...path, direction === 'ingress' ? 'from' : 'to'];
  const has = (at: number, field: string): boolean => (valueAt(policy.object.value, [...list, at, field]) ?? undefined) !== undefined;
  const find = (isIt: (peer: PodSelection, at: number) => boolean): readonly (readonly [PodSelection, number])[] =>
    peers.flatMap((peer: Peer, at) => (peer.kind === 'pods' && isIt(peer.pods, at) ? [[peer.pods, at] as const] : []));
  const scopes = find(({ namespace }, at) => !has(at, 'podSelector') && typeof namespace !== 'string' && !namespace.selectsAll);
  const chosen = find(({ pods }, at) => !has(at, 'namespaceSelector') && !pods.selectsAll);
  const [scope, pods] = [scopes[0], chosen[0]];
  // Longer lists are lists of alternatives for everybody.
  if (!scope || !pods || scopes.length > 1 || chosen.length > 1) return [];
  return [{ scope: scope[0], scopePath: [...list, scope[1]], pods: pods[0], podsPath: [...list, pods[1]] }];
}

/** Where no pod has the labels in those namespaces, nobody can have meant both at once. */
function* judge({ direction }: PolicyRule, { scope, scopePath, pods }: Pair, network: WorldNetwork): Generator<Violation> {
  const [inScope, withLabels] = [network.select(scope), network.select(pods)];
  const both = inScope.filter((pod) => pods.pods.matches(pod.labels));
  const more = [...inScope.filter((pod) => !both.includes(pod)), ...withLabels.filter((pod) => !both.includes(pod))];
  if (both.length === 0 || more.length === 0) return;
  const does = direction === 'ingress' ? 'get in' : 'can be reached';
  const verb = more.length === 1 && direction === 'ingress' ? 'gets in' : does;
  yield {
    path: scopePath,
    message: `read as either of two: ${namePods(more)} ${verb}, and would not if both selectors stood in one item, which leaves ${namePods(both)}`,
    // A selector that finds nothing in its own namespace was meant for the other ones.
    ...(withLabels.length === 0 ? { severity: 'medium' as const } : {}),
  };
}
