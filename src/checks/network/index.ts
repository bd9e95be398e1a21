import type { Check } from '../define.ts';
import { adminAcceptsAll } from './admin-accepts-all.ts';
import { adminInterfaceExposed } from './admin-interface-exposed.ts';
import { allPorts } from './all-ports.ts';
import { baselineOverridden } from './baseline-overridden.ts';
import { coveredRule } from './covered-rule.ts';
import { dataStoreOpen } from './data-store-open.ts';
import { dnsClosed } from './dns-closed.ts';
import { emptyEgressIgnored } from './empty-egress-ignored.ts';
import { entryClosed } from './entry-closed.ts';
import { equalPriority } from './equal-priority.ts';
import { hostNetworkPods } from './host-network-pods.ts';
import { ingressClosedSilently } from './ingress-closed-silently.ts';
import { metadataNotExcepted } from './metadata-not-excepted.ts';
import { metadataReachable } from './metadata-reachable.ts';
import { namedPortMissing } from './named-port-missing.ts';
import { namespaceNameLabel } from './namespace-name-label.ts';
import { namespaceUnmatched } from './namespace-unmatched.ts';
import { noPeers } from './no-peers.ts';
import { notIsolatedEgress } from './not-isolated-egress.ts';
import { notIsolatedIngress } from './not-isolated-ingress.ts';
import { partialDeny } from './partial-deny.ts';
import { peerWithoutPods } from './peer-without-pods.ts';
import { peersReadAsOr } from './peers-read-as-or.ts';
import { portProtocolMismatch } from './port-protocol-mismatch.ts';
import { portUndeclared } from './port-undeclared.ts';
import { refusedPolicy } from './refused-policy.ts';
import { unknownNamespace } from './unknown-namespace.ts';
import { unknownPeerKind } from './unknown-peer-kind.ts';
import { unreachableRule } from './unreachable-rule.ts';

/** What policies and pods together let through, as the engine decides it, and policies that do not do what they say. */
export const networkChecks: readonly Check[] = [
  adminAcceptsAll,
  adminInterfaceExposed,
  allPorts,
  baselineOverridden,
  coveredRule,
  dataStoreOpen,
  dnsClosed,
  emptyEgressIgnored,
  entryClosed,
  equalPriority,
  hostNetworkPods,
  ingressClosedSilently,
  metadataNotExcepted,
  metadataReachable,
  namedPortMissing,
  namespaceNameLabel,
  namespaceUnmatched,
  noPeers,
  notIsolatedEgress,
  notIsolatedIngress,
  partialDeny,
  peerWithoutPods,
  peersReadAsOr,
  portProtocolMismatch,
  portUndeclared,
  refusedPolicy,
  unknownNamespace,
  unknownPeerKind,
  unreachableRule,
];
