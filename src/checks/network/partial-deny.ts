import type { Direction, Policy } from '../../engines/network/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { namePods } from './names.ts';
import type { WorldNetwork } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const partialDeny: Check = definePolicyCheck({
  id: 'network/partial-deny',
  title: 'Policy that denies less than its name says',
  severity: 'medium',
  kinds: NETWORK_POLICY,
  why: 'Whoever reads the name takes the namespace for closed and writes only exceptions. What the policy does not select, or the direction it leaves out, is open.',
  remedy: 'Use an empty podSelector, and name the directions in policyTypes; or give the policy a name that says whom it is for.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The policies with such names that were looked at deny what they say.',
  *find(policy, network) {
    const claim = claimOf(policy);
    if (!claim) return;
    const { pods } = policy.subject;
    const missed = pods.selectsAll ? [] : podsMissed(policy, network);
    if (missed.length > 0)
      yield { path: ['spec', 'podSelector'], message: `${namePods(missed)} ${missed.length === 1 ? 'is' : 'are'} not selected` };
    for (const direction of claim) {
      if (policy.isolates.includes(direction) || isClosedByOther(policy, direction, network)) continue;
      yield { path: ['spec', 'policyTypes'], message: `${direction} is not denied` };
    }
  },
  fix({ path }, policy) {
    if (path.at(-1) === 'podSelector')
      return makeFix([{ kind: 'set', path, value: {} }], 'connections of the pods that were left out', { risky: true });
    const directions = new Set([...policy.isolates, ...(claimOf(policy) ?? [])]);
    const value = (['ingress', 'egress'] as const).flatMap((one) =>
      directions.has(one) ? (one === 'ingress' ? 'Ingress' : 'Egress') : [],
    );
    return makeFix([{ kind: 'set', path, value }], 'connections in the direction that was left out', { risky: true });
  },
});

/** Words that say nothing about whom a policy is for. */
const NEUTRAL =
  /^(?:all|any|everything|ingress|egress|inbound|outbound|traffic|by|default|policy|networkpolicy|network|netpol|np|and|in|out)$/;

/** The directions that a name says are denied to everybody; `undefined` for other names. */
function claimOf({ name }: Policy): readonly Direction[] | undefined {
  const words = name.toLowerCase().split(/[-.]/);
  const isGeneral = words.includes('default') || words.some((word) => ['all', 'any', 'everything'].includes(word));
  if (!words.includes('deny') || !isGeneral || !words.every((word) => word === 'deny' || NEUTRAL.test(word))) return undefined;
  const saysIngress = words.some((word) => ['ingress', 'inbound', 'in'].includes(word));
  const saysEgress = words.some((word) => ['egress', 'outbound', 'out'].includes(word));
  if (saysIngress || saysEgress) return [...(saysIngress ? (['ingress'] as const) : []), ...(saysEgress ? (['egress'] as const) : [])];
  // Of a bare "default deny" people often mean ingress alone.
  return words.some((word) => ['all', 'any', 'everything'].includes(word)) ? ['ingress', 'egress'] : ['ingress'];
}

function podsMissed({ subject, isolates }: Policy, network: WorldNetwork): ReturnType<WorldNetwork['podsIn']> {
  const own = new Set(network.select(subject));
  const namespace = typeof subject.namespace === 'string' ? subject.namespace : '';
  return network
    .podsIn(namespace)
    .filter((pod) => !own.has(pod) && !pod.hostNetwork && isolates.some((direction) => network.isolating(pod, direction).length === 0));
}

/** A policy of its own may close the other direction for the whole namespace. */
function isClosedByOther({ namespace }: Policy, direction: Direction, { network }: WorldNetwork): boolean {
  return network.policies.some(
    (other) =>
      other.tier === 'network-policy' &&
      other.namespace === namespace &&
      other.isolates.includes(direction) &&
      other.subject.pods.selectsAll,
  );
}
