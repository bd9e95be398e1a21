import type { Address } from '../../kubernetes/index.ts';
import { relationOfNode, relationToBlock } from './address-index.ts';
import { type AddressSet, hasAddress } from './addresses.ts';
import { type Classes, type PodClass, portsNamed } from './classes.ts';
import type { ImaginedPod } from './endpoint.ts';
import { relationOf } from './membership.ts';
import type { Peer, PodSelection } from './policy.ts';
import type { PortSet } from './ports.ts';
import { NO_PORTS } from './ports.ts';
import type { Relation } from './tally.ts';

/**
 * The other end of a flow as policies see it. `unknown-pod` is a pod whose labels and namespace are not known, such as an ingress controller;
 * `node` is an address of a node.
 */
export type Party =
  | { readonly kind: 'pods'; readonly podClass: PodClass }
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'imagined'; readonly pod: ImaginedPod }
  | { readonly kind: 'unknown-pod' }
  | { readonly kind: 'node' };

/** Why upstream leaves an answer open. */
export const DOUBTS = {
  loopback: 'whether policies hold for traffic of a pod to itself is left open (https://github.com/kubernetes/kubernetes/issues/95879)',
  'host-network': 'what NetworkPolicy means for pods on the network of their node is up to the network plugin',
  'own-node': 'traffic from the node of a pod is always let in, and which node it comes from is not known',
  'ip-block': 'whether ipBlock means pods is left open (https://github.com/kubernetes-sigs/network-policy-api/issues/203)',
  'unknown-address': 'the address is not known',
  'unknown-pod': 'the labels and the namespace of the pod are not known',
  'unknown-node': 'the labels and addresses of nodes are not known',
  'domain-name': 'to which addresses a name leads is not known',
  'equal-priority': 'policies of the same priority contradict each other, and either may win',
  'translated-source': 'whether the pod sees the address of who connects or that of a node is up to the network plugin',
  'other-protocol': 'what NetworkPolicy means for protocols other than TCP, UDP and SCTP is up to the network plugin',
  nobody: 'at one end there is no pod, and at the other none either',
  'different-parts': 'the pods or addresses that were asked about get different answers',
} as const;

export type Doubt = keyof typeof DOUBTS;

/** How one peer of a rule relates to a party, and why that is left open where it is. */
export function relate(
  peer: Peer,
  party: Party,
  classes: Classes,
  podRanges: AddressSet,
): { readonly relation: Relation; readonly doubt?: Doubt } {
  switch (party.kind) {
    case 'pods': {
      const relation = relationOf(classes.peers(peer), party.podClass.id);
      return relation === 1 ? { relation, doubt: doubtOfPods(peer, party.podClass) } : { relation };
    }
    case 'address': {
      if (peer.kind === 'domain-names') return { relation: 1, doubt: 'domain-name' };
      return { relation: peer.kind === 'addresses' && hasAddress(peer.addresses, party.address) ? 2 : 0 };
    }
    case 'imagined':
      return peer.kind === 'pods' ? { relation: selectsImagined(peer.pods, party.pod) ? 2 : 0 } : relateUnknownPod(peer, podRanges);
    case 'unknown-pod':
      return relateUnknownPod(peer, podRanges);
    case 'node': {
      if (peer.kind === 'nodes') return { relation: 1, doubt: 'unknown-node' };
      const relation = peer.kind === 'addresses' ? relationOfNode(peer, undefined) : 0;
      return relation === 1 ? { relation, doubt: 'unknown-address' } : { relation };
    }
  }
}

function doubtOfPods(peer: Peer, { hostNetwork }: PodClass): Doubt {
  if (peer.kind === 'nodes') return 'unknown-node';
  if (hostNetwork) return peer.kind === 'addresses' ? 'unknown-address' : 'host-network';
  return peer.kind === 'addresses' && peer.from === 'ipBlock' ? 'ip-block' : 'unknown-address';
}

function relateUnknownPod(peer: Peer, podRanges: AddressSet): { readonly relation: Relation; readonly doubt?: Doubt } {
  if (peer.kind === 'pods') {
    const { namespace, pods } = peer.pods;
    return typeof namespace !== 'string' && namespace.selectsAll && pods.selectsAll
      ? { relation: 2 }
      : { relation: 1, doubt: 'unknown-pod' };
  }
  if (peer.kind !== 'addresses') return { relation: 0 };
  const relation = relationToBlock(peer, podRanges);
  return relation === 1 ? { relation, doubt: peer.from === 'ipBlock' ? 'ip-block' : 'unknown-address' } : { relation };
}

function selectsImagined({ namespace, pods }: PodSelection, pod: ImaginedPod): boolean {
  const isThere =
    typeof namespace === 'string'
      ? namespace === pod.namespace
      : namespace.matches({ ...pod.namespaceLabels, 'kubernetes.io/metadata.name': pod.namespace });
  return isThere && pods.matches(pod.labels);
}

/** The ports of that name on a party; what is no known pod has none. */
export function resolveOn(party: Party, classes: Classes, name: string, protocol: string | undefined): PortSet {
  if (party.kind === 'imagined') return portsNamed(party.pod.ports, name, protocol);
  return party.kind === 'pods' ? classes.resolve(party.podClass, name, protocol) : NO_PORTS;
}

/** Whether traffic of this party may come from the node of the pod it goes to. */
export function isOnNode(party: Party): boolean {
  return party.kind === 'node' || (party.kind === 'pods' && party.podClass.hostNetwork);
}
