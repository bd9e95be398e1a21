import type { NetworkPod, PolicyRule } from '../../engines/network/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { namePods } from './names.ts';
import type { WorldNetwork } from './network-of-world.ts';
import { type DeclaredPort, declaredPorts } from './pod-ports.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const allPorts: Check = definePolicyCheck({
  id: 'network/all-ports',
  title: 'Rule that opens every port of pods that need few',
  severity: 'info',
  kinds: NETWORK_POLICY,
  why: 'The peers reach whatever listens in the pod: debuggers, metrics, administrative ports, and what an attacker starts there.',
  remedy: 'Give the rule the ports that the containers declare.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at give the ports with the peers, or neither.',
  *find(policy, network) {
    for (const rule of policy.rules) {
      const found = wideRule(rule, network);
      if (found)
        yield {
          path: rule.path,
          message: `every port of ${namePods(found.pods)} is open to these peers, and ${found.ports.map(nameOf).join(', ')} ${found.ports.length === 1 ? 'is' : 'are'} declared`,
        };
    }
  },
  fix({ path }, policy, network) {
    const rule = policy.rules.find((one) => one.path.join() === path.join());
    const found = rule && wideRule(rule, network);
    if (!found) return undefined;
    const value = found.ports.map(({ port, protocol }) => ({ port, protocol }));
    return makeFix([{ kind: 'set', path: [...path, 'ports'], value }], 'connections to ports that the containers do not declare', {
      risky: true,
    });
  },
});

function nameOf({ port, protocol }: DeclaredPort): string {
  return `${protocol} ${port}`;
}

/** An ingress rule with peers and without ports, and what all its pods declare. A rule without either is reported as one that allows everything. */
function wideRule(
  { direction, peers, ports, policy }: PolicyRule,
  network: WorldNetwork,
): { readonly pods: readonly NetworkPod[]; readonly ports: readonly DeclaredPort[] } | undefined {
  if (direction !== 'ingress' || peers === 'all' || ports !== 'all') return undefined;
  const pods = network.select(policy.subject);
  // A policy for all pods of a namespace says what the namespace is, and ports are for others to say.
  if (pods.length === 0 || policy.subject.pods.selectsAll || !pods.every((pod) => declaredPorts(pod).length > 0)) return undefined;
  const declared = new Map(pods.flatMap(declaredPorts).map((port) => [nameOf(port), port]));
  return { pods, ports: [...declared.values()] };
}
