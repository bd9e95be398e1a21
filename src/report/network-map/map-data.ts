/**
 * What the map of a network carries, made by `collectMap` of the command line and read by the program in web/map. Flows are not in it: what the
 * policies of one end say to the other is (`MapSide`), once for all pods that no policy can tell apart, and the page puts two sides together as
 * the engine does. So the data grow with policies times classes and not with flows. Numbers point into the tables of the same world.
 */
export interface MapData {
  readonly version: string;
  /** What `--from` named, for commands that somebody copies. */
  readonly from: readonly string[];
  /** The namespace that the map was asked for. */
  readonly namespace?: string;
  /** What could not be evaluated. */
  readonly problems: readonly { readonly message: string; readonly place: string }[];
  readonly notices: readonly string[];
  /** At least one; several where alternatives differ. */
  readonly worlds: readonly MapWorld[];
}

export interface MapWorld {
  /** Names of the alternatives; one empty name where there are none. */
  readonly names: readonly string[];
  readonly nodes: readonly MapNode[];
  readonly policies: readonly MapPolicy[];
  /** Sentences that say why, as `net can` prints them. */
  readonly texts: readonly string[];
  /** Sets of ports: for TCP, UDP and SCTP the numbers at which a range starts and ceases. */
  readonly ports: readonly MapPorts[];
  readonly statements: readonly MapStatement[];
  /** Lists of statements that together speak of every port. */
  readonly answers: readonly (readonly number[])[];
  readonly egress: readonly MapSide[];
  readonly ingress: readonly MapSide[];
  /** For each class of pods its side of egress and its side of ingress. */
  readonly classes: readonly (readonly [egress: number, ingress: number])[];
  readonly entries: readonly MapEntry[];
  /** Addresses outside the cluster that policies tell apart. */
  readonly outside: readonly MapAddresses[];
}

export type MapPorts = readonly [tcp: readonly number[], udp: readonly number[], sctp: readonly number[]];

/** Workloads of one namespace that are equal to every policy and to every way in. */
export interface MapNode {
  readonly namespace: string;
  /** Several where its pods differ to some policy. */
  readonly classes: readonly number[];
  readonly hostNetwork: boolean;
  readonly workloads: readonly (readonly [kind: string, name: string, pods: number])[];
}

export interface MapPolicy {
  readonly name: string;
  readonly place: string;
}

/** Verdicts by the numbers that statements use. */
export const MAP_VERDICTS = ['allow', 'deny', 'undefined'] as const;

export type MapStatement = readonly [ports: number, verdict: number, texts: readonly number[], policies: readonly number[]];

/** What the policies that select some pods say in one direction. */
export interface MapSide {
  /** Those that have a say; negative, less one, where it is left open whether they hold for these pods. */
  readonly policies: readonly number[];
  /** Whether only what a NetworkPolicy lets through gets through: no, perhaps, yes. */
  readonly isolated: 0 | 1 | 2;
  /** Answers about the pods of each class, as pairs of an answer and how many classes in a row it is about. */
  readonly pods: readonly number[];
  /** Pairs of addresses and the answer about them; those that are closed are left out, but for the metadata address. */
  readonly addresses: readonly number[];
  readonly unknownPod: number;
  readonly node: number;
}

export interface MapEntry {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly place: string;
  /** The Services that it leads through. */
  readonly services: readonly string[];
  readonly source: 'controller' | 'translated' | 'preserved';
  /** Where it leads: the ports that it leads to, and of these the open ones and those that may be open. */
  readonly targets: readonly (readonly [node: number, ports: number, certain: number, possible: number])[];
}

export interface MapAddresses {
  readonly title: string;
  /** One of them, as a command names it. */
  readonly sample: string;
  readonly isMetadata: boolean;
}
