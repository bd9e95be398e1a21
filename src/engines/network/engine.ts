import type { Address } from '../../kubernetes/index.ts';
import type { AddressSet } from './addresses.ts';
import { type Classes, groupPods, type PodClass } from './classes.ts';
import { splitExternal } from './external.ts';
import { createJudge, type Judge } from './judge.ts';
import type { Network } from './network.ts';
import type { NetworkPod } from './pods.ts';
import type { Direction } from './policy.ts';
import { createProfiles, type Profile, type Profiles } from './profiles.ts';
import { createReaches, createTallies, type Reaches, type Tallies } from './tally.ts';

/** The tables behind an answer; parts of this engine share them. */
export interface Engine {
  readonly network: Network;
  readonly classes: Classes;
  readonly tallies: Tallies;
  readonly reaches: Reaches;
  readonly profiles: Profiles;
  readonly judge: Judge;
  /** Number of the reach of a tally. */
  reachOf(tally: number): number;
  /** The pod that has an address, of those whose addresses are known and their own. */
  podAt(address: Address): NetworkPod | undefined;
  externalOf(podClass: PodClass, direction: Direction): readonly { readonly addresses: AddressSet; readonly value: number }[];
}

export function createEngine(network: Network): Engine {
  const classes = groupPods(network);
  const tallies = createTallies();
  const reaches = createReaches();
  const profiles = createProfiles(network.policies, classes);
  const judge = createJudge(classes, tallies, network.podRanges);
  const reachIds: number[] = [];
  const reachOf = (tally: number): number => (reachIds[tally] ??= reaches.intern(tallies.reach(tally)));
  const externals = new Map<Profile, readonly { readonly addresses: AddressSet; readonly value: number }[]>();
  let byAddress: Map<string, NetworkPod> | undefined;
  return {
    network,
    classes,
    podAt: (address) => {
      byAddress ??= new Map(network.pods.flatMap((pod) => singleAddresses(pod).map((key) => [key, pod] as const)));
      return byAddress.get(`${address.address}`);
    },
    tallies,
    reaches,
    profiles,
    judge,
    reachOf,
    externalOf: (podClass, direction) => {
      const profile = profiles.of(podClass, direction);
      let pieces = externals.get(profile);
      if (!pieces) {
        pieces = splitExternal(profile, judge).map(({ addresses, tally }) => ({ addresses, value: reachOf(tally) }));
        externals.set(profile, pieces);
      }
      return pieces;
    },
  };
}

/** IPv6 addresses below 2^32 are none that a pod has, so the number tells the family. */
function singleAddresses({ hostNetwork, addresses }: NetworkPod): string[] {
  if (hostNetwork || !addresses) return [];
  const isStart = (_: unknown, at: number): boolean => at % 2 === 0;
  return [...addresses.ipv4.filter(isStart), ...addresses.ipv6.filter(isStart)].map(String);
}
