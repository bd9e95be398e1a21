import type { NetworkPod, PolicyRule, PortMatch, Protocol } from '../../engines/network/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { mayChooseElsewhere } from './elsewhere.ts';
import { namePods } from './names.ts';
import type { WorldNetwork } from './network-of-world.ts';
import { declaredPorts, destinationsOf } from './pod-ports.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const portProtocolMismatch: Check = definePolicyCheck({
  id: 'network/port-protocol-mismatch',
  title: 'Rule for a port with the wrong protocol',
  severity: 'low',
  kinds: NETWORK_POLICY,
  why: 'A rule without protocol is for TCP. It opens a port nobody listens on, and the one that is meant stays closed until somebody opens everything to make it work.',
  remedy: 'Set protocol to the one the container declares.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at give the protocols of their pods.',
  *find(policy, network) {
    for (const rule of policy.rules) {
      for (const { at, port, protocols, pods } of mismatches(rule, network)) {
        const meant = protocols.join(' and ');
        yield {
          path: [...rule.path, 'ports', at],
          message: `port ${port.first} is opened for ${port.protocol}, and ${namePods(pods)} ${pods.length === 1 ? 'declares' : 'declare'} it for ${meant}`,
        };
      }
    }
  },
  fix({ path }, policy, network) {
    const rule = policy.rules.find((one) => one.path.join() === path.slice(0, 3).join());
    const found = rule && [...mismatches(rule, network)].find(({ at }) => at === path.at(-1));
    if (found?.protocols.length !== 1) return undefined;
    return makeFix(
      [{ kind: 'set', path: [...path, 'protocol'], value: found.protocols[0] }],
      'nothing that uses the port the container declares',
    );
  },
});

type Range = Extract<PortMatch, { kind: 'range' }>;

interface Mismatch {
  readonly at: number;
  readonly port: Range;
  /** Those that containers declare for this number. */
  readonly protocols: readonly Protocol[];
  readonly pods: readonly NetworkPod[];
}

function* mismatches(rule: PolicyRule, network: WorldNetwork): Generator<Mismatch> {
  if (rule.ports === 'all') return;
  const pods = destinationsOf(rule, network, (at) => {
    const peer = rule.peers === 'all' ? undefined : rule.peers[at];
    return peer?.kind !== 'pods' || mayChooseElsewhere(peer.pods, rule.policy, network);
  });
  for (const [at, port] of rule.ports.entries()) {
    if (port.kind !== 'range' || port.first !== port.last) continue;
    const sameNumber = (pods ?? []).filter((pod) => declaredPorts(pod).some((one) => one.port === port.first));
    const protocols = new Set(
      sameNumber.flatMap((pod) => declaredPorts(pod).flatMap((one) => (one.port === port.first ? one.protocol : []))),
    );
    // A second entry for the other protocol says that both are wanted.
    const isWanted = rule.ports.some(
      (one) => one.kind === 'range' && one.protocol !== port.protocol && one.first <= port.first && port.first <= one.last,
    );
    if (protocols.size > 0 && !protocols.has(port.protocol) && !isWanted) yield { at, port, protocols: [...protocols], pods: sameNumber };
  }
}
