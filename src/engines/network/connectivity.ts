import { type AddressSet, addressesOf, intersectAddresses, isEmptyAddresses } from './addresses.ts';
import type { PodClass } from './classes.ts';
import { type Decision, decideFlow } from './decide.ts';
import type { Endpoint } from './endpoint.ts';
import { createEngine, type Engine } from './engine.ts';
import { type Explanation, explainFlow } from './explain-flow.ts';
import { piecesWithin } from './external.ts';
import { createMatrix, type Level, type Matrix } from './matrix.ts';
import type { Network } from './network.ts';
import type { Party } from './party.ts';
import type { NetworkPod } from './pods.ts';
import type { Direction } from './policy.ts';
import { ALL_PORTS } from './ports.ts';
import { type Side, sidesOf } from './sides.ts';
import { CLOSED, type Reach } from './tally.ts';

/** Addresses outside the cluster, and which ports are open between them and a pod. */
export interface ExternalReach {
  readonly addresses: AddressSet;
  readonly reach: Reach;
}

export interface Connectivity {
  readonly network: Network;
  /** The classes into which pods fall. */
  readonly classes: readonly PodClass[];
  classOf(pod: NetworkPod): PodClass;
  /** Whether a packet to this port gets through, and why. */
  decide(from: Endpoint, to: Endpoint, protocol: string, port: number): Decision;
  /** All ports of a flow, split by what decides about them. */
  explain(from: Endpoint, to: Endpoint): readonly Explanation[];
  /** Every port that is open between two ends. Pods to themselves are taken for two pods of their class. */
  allowed(from: Endpoint, to: Endpoint): Reach;
  /** What is open between a pod and each address outside the cluster; `ingress` is what can reach the pod. */
  external(pod: NetworkPod, direction: Direction): readonly ExternalReach[];
  matrix(level: Level): Matrix;
  /** What the policies of each class of pods say in one direction of every possible other end. */
  sides(direction: Direction): readonly Side[];
}

export function createConnectivity(network: Network): Connectivity {
  const engine = createEngine(network);
  const { classes, reaches } = engine;
  const allowed = (from: Endpoint, to: Endpoint): number => {
    const sources = partsOf(engine, from);
    const destinations = partsOf(engine, to);
    let result: number | undefined;
    for (const source of sources) {
      for (const destination of destinations) {
        for (const reach of reachesBetween(engine, source, destination))
          result = result === undefined ? reach : reaches.merge(result, reach);
      }
    }
    return result ?? CLOSED;
  };
  return {
    network,
    classes: classes.list,
    classOf: (pod) => classes.of(pod),
    decide: (from, to, protocol, port) => decideFlow(engine, from, to, protocol, port),
    explain: (from, to) => explainFlow(engine, from, to),
    allowed: (from, to) => reaches.get(allowed(from, to)),
    external: (pod, direction) =>
      [...piecesWithin(engine.externalOf(classes.of(pod), direction))].map(([id, addresses]) => ({ addresses, reach: reaches.get(id) })),
    matrix: (level) => createMatrix(engine, level),
    sides: (direction) => sidesOf(engine, direction),
  };
}

type Part = Exclude<Party, { kind: 'address' }> | { readonly kind: 'addresses'; readonly addresses?: AddressSet };

/** What an end consists of, as policies see it: classes of pods, addresses, or one of the two unknowns. */
function partsOf(engine: Engine, endpoint: Endpoint): Part[] {
  const { classes } = engine;
  switch (endpoint.kind) {
    case 'pod':
      return [{ kind: 'pods', podClass: classes.of(endpoint.pod) }];
    case 'pods':
      return [...new Set(endpoint.pods.map((pod) => classes.of(pod)))].map((podClass) => ({ kind: 'pods', podClass }));
    case 'address': {
      const pod = engine.podAt(endpoint.address);
      if (pod) return [{ kind: 'pods', podClass: classes.of(pod) }];
      return [{ kind: 'addresses', addresses: addressesOf({ ...endpoint.address, prefix: endpoint.address.bits }) }];
    }
    case 'addresses':
      return [{ kind: 'addresses', addresses: endpoint.addresses }];
    case 'external':
      return [{ kind: 'addresses' }];
    default:
      return [endpoint];
  }
}

function* reachesBetween(engine: Engine, from: Part, to: Part): Generator<number> {
  const { reaches } = engine;
  const egress = [...directionReaches(engine, from, to, 'egress')];
  const ingress = [...directionReaches(engine, to, from, 'ingress')];
  for (const out of egress) {
    for (const into of ingress) {
      // Pieces of the same end that lie apart are different flows.
      if (out.addresses && into.addresses && isEmptyAddresses(intersectAddresses(out.addresses, into.addresses))) continue;
      yield reaches.intersect(out.value, into.value);
    }
  }
}

/** What the policies of `subject` say of `other`, in one piece or several. */
function directionReaches(
  engine: Engine,
  subject: Part,
  other: Part,
  direction: Direction,
): Iterable<{ value: number; addresses?: AddressSet }> {
  const { classes, profiles, reaches } = engine;
  const open = reaches.intern({ certain: ALL_PORTS, possible: ALL_PORTS });
  if (subject.kind !== 'pods') return [{ value: open }];
  if (other.kind === 'addresses') {
    return [...piecesWithin(engine.externalOf(subject.podClass, direction), other.addresses)].map(([value, addresses]) => ({
      value,
      addresses,
    }));
  }
  const profile = profiles.of(classes.list[subject.podClass.id] as PodClass, direction);
  return [{ value: engine.reachOf(engine.judge.tally(profile, other)) }];
}
