import { type AddressSet, hasAddress } from './addresses.ts';
import { type Classes, groupPods, type PodClass } from './classes.ts';
import type { Endpoint } from './endpoint.ts';
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
  return {
    network,
    classes,
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

/** The pod that has an address, of those whose addresses are known. */
export function podAt({ pods }: Network, { address }: Extract<Endpoint, { kind: 'address' }>): NetworkPod | undefined {
  return pods.find((pod) => !pod.hostNetwork && pod.addresses && hasAddress(pod.addresses, address));
}
