import { type EntryReach, type NetworkObject, type NetworkPod, reachThroughEntries } from '../../engines/network/index.ts';
import type { World } from '../../inventory/index.ts';
import { rememberByWorld } from '../unread-kinds.ts';
import { networkOfWorld } from './network-of-world.ts';

/** The ways in from outside, and what policies leave of them. */
export interface WorldEntries {
  readonly ofPod: ReadonlyMap<NetworkPod, readonly EntryReach[]>;
  readonly ofObject: ReadonlyMap<NetworkObject, readonly EntryReach[]>;
}

const ENTRY_KINDS = [
  ['', 'Service'],
  ['networking.k8s.io', 'Ingress'],
  ['gateway.networking.k8s.io', 'HTTPRoute'],
  ['gateway.networking.k8s.io', 'GRPCRoute'],
  ['gateway.networking.k8s.io', 'TLSRoute'],
  ['gateway.networking.k8s.io', 'TCPRoute'],
  ['gateway.networking.k8s.io', 'UDPRoute'],
  ['route.openshift.io', 'Route'],
] as const;

export const entriesOfWorld: (world: World) => WorldEntries = rememberByWorld((world) => {
  for (const [group, kind] of ENTRY_KINDS) world.ofKind(group, kind);
  const entries = reachThroughEntries(networkOfWorld(world).connectivity);
  return {
    ofPod: Map.groupBy(entries, ({ pod }) => pod),
    ofObject: Map.groupBy(entries, ({ entry }) => entry.object),
  };
});
