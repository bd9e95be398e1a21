import type { NetworkPod, PolicyRule, Protocol } from '../../engines/network/index.ts';
import { isProtocol } from '../../engines/network/index.ts';
import type { ContainerView } from '../../kubernetes/index.ts';
import type { WorldNetwork } from './network-of-world.ts';

/** A port that a container declares; Kubernetes opens undeclared ones just the same. */
export interface DeclaredPort {
  readonly port: number;
  readonly protocol: Protocol;
  readonly name?: string;
}

/** The ports that the containers and sidecars of a pod declare. */
export function declaredPorts({ view }: NetworkPod): DeclaredPort[] {
  const lasting = (view?.containers ?? []).filter(({ kind, spec }) => kind === 'container' || spec.restartPolicy === 'Always');
  return lasting.flatMap(({ spec }) =>
    (spec.ports ?? []).flatMap(({ containerPort, protocol = 'TCP', name }) =>
      containerPort !== undefined && isProtocol(protocol)
        ? [{ port: containerPort, protocol, ...(name === undefined ? {} : { name }) }]
        : [],
    ),
  );
}

/** The TCP ports that one container declares. */
export function declaredNumbers({ spec }: ContainerView): number[] {
  return (spec.ports ?? []).flatMap(({ containerPort, protocol = 'TCP' }) =>
    containerPort !== undefined && protocol === 'TCP' ? [containerPort] : [],
  );
}

/**
 * The pods whose ports the ports of a rule are: those of the policy itself for ingress, the peers for egress. `undefined` where some of
 * them are not known, or are addresses.
 */
export function destinationsOf(
  rule: PolicyRule,
  network: WorldNetwork,
  isElsewhere: (peer: number) => boolean,
): readonly NetworkPod[] | undefined {
  if (rule.direction === 'ingress') return network.select(rule.policy.subject);
  if (rule.peers === 'all') return undefined;
  const pods = new Set<NetworkPod>();
  for (const [at, peer] of rule.peers.entries()) {
    if (peer.kind !== 'pods' || isElsewhere(at)) return undefined;
    for (const pod of network.select(peer.pods)) pods.add(pod);
  }
  return [...pods];
}
