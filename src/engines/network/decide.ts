import { type AddressSet, intersectAddresses } from './addresses.ts';
import type { Endpoint } from './endpoint.ts';
import type { Engine } from './engine.ts';
import type { Judgement, Verdict } from './judge.ts';
import { type Change, type End, nearestMiss } from './nearest-miss.ts';
import type { Doubt } from './party.ts';
import type { NetworkPod } from './pods.ts';
import type { Direction } from './policy.ts';
import { isProtocol } from './ports.ts';
import type { Profile } from './profiles.ts';

/**
 * Whether a packet gets through. `egress` is what the policies of the source say and `ingress` what those of the destination say; absent for
 * an end that is no pod of the network. Replies need no permission of their own.
 */
export interface Decision {
  readonly verdict: Verdict;
  readonly egress?: Judgement;
  readonly ingress?: Judgement;
  readonly doubts: readonly Doubt[];
  /** For a denied packet the fewest additions that would let it through, each to be made; empty otherwise. */
  readonly nearestMiss: readonly Change[];
}

export function decideFlow(engine: Engine, from: Endpoint, to: Endpoint, protocol: string, port: number): Decision {
  const decisions: Decision[] = [];
  const sources = partiesOf(engine, from, to, 'ingress');
  const destinations = partiesOf(engine, to, from, 'egress');
  for (const source of sources) {
    for (const destination of destinations) {
      decisions.push(decideEnds(engine, source, destination, protocol, port));
    }
  }
  const [first] = decisions;
  if (!first) return { verdict: 'undefined', doubts: ['nobody'], nearestMiss: [] };
  const other = decisions.find(({ verdict }) => verdict !== first.verdict);
  if (!other) return first;
  // The proof is that of a part that may be reached: it is what safety asks about.
  const reached = decisions.find(({ verdict }) => verdict !== 'deny') ?? first;
  return {
    ...reached,
    verdict: 'undefined',
    doubts: [...new Set([...decisions.flatMap(({ doubts }) => doubts), 'different-parts' as const])],
    nearestMiss: [],
  };
}

function decideEnds(engine: Engine, from: End, to: End, protocol: string, port: number): Decision {
  const { profiles, judge } = engine;
  const profileOf = ({ party }: End, direction: Direction): Profile | undefined =>
    party.kind === 'pods' ? profiles.of(party.podClass, direction) : undefined;
  const [out, into] = [profileOf(from, 'egress'), profileOf(to, 'ingress')];
  if (!isProtocol(protocol)) return decideOtherProtocol([out, into].every((one) => !one || isFree(one)));
  const egress = out && judge.judge(out, to.party, protocol, port);
  const ingress = into && judge.judge(into, from.party, protocol, port);
  const judgements = [egress, ingress].filter((one) => one !== undefined);
  let verdict = both(judgements.map((one) => one.verdict));
  const doubts = new Set(judgements.flatMap((one) => one.doubts));
  // A template stands for all its replicas, and those are apart.
  if (from.isAlone && from.pod === to.pod && from.pod?.object.kind === 'Pod' && verdict !== 'allow') {
    verdict = 'undefined';
    doubts.add('loopback');
  }
  const missed = verdict === 'deny' ? nearestMiss(engine, { out, into, egress, ingress, from, to }, protocol, port) : [];
  const open = verdict === 'undefined' ? [...doubts] : [];
  return { verdict, ...(egress ? { egress } : {}), ...(ingress ? { ingress } : {}), doubts: open, nearestMiss: missed };
}

function isFree({ parts }: { readonly parts: Readonly<Record<string, { readonly selecting: readonly unknown[] }>> }): boolean {
  return Object.values(parts).every(({ selecting }) => selecting.length === 0);
}

function decideOtherProtocol(isUnrestricted: boolean): Decision {
  if (!isUnrestricted) return { verdict: 'undefined', doubts: ['other-protocol'], nearestMiss: [] };
  return { verdict: 'allow', doubts: [], nearestMiss: [] };
}

export function both(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('deny')) return 'deny';
  return verdicts.includes('undefined') ? 'undefined' : 'allow';
}

/** The parties an end stands for: one of each class, one address of each piece that the other end tells apart. */
function partiesOf(engine: Engine, endpoint: Endpoint, other: Endpoint, direction: Direction): End[] {
  const { classes } = engine;
  const isAlone = endpoint.kind !== 'pods' || endpoint.pods.length === 1;
  const onePod = (pod: NetworkPod): End => ({ party: { kind: 'pods', podClass: classes.of(pod) }, pod, isAlone });
  switch (endpoint.kind) {
    case 'pod':
      return [onePod(endpoint.pod)];
    case 'pods':
      return oneOfEachClass(engine, endpoint.pods).map(onePod);
    case 'address': {
      const pod = engine.podAt(endpoint.address);
      return [pod ? onePod(pod) : { party: endpoint }];
    }
    case 'addresses':
      return addressParties(engine, endpoint.addresses, other, direction);
    case 'external':
      return addressParties(engine, undefined, other, direction);
    default:
      return [{ party: endpoint }];
  }
}

function oneOfEachClass({ classes }: Engine, pods: readonly NetworkPod[]): NetworkPod[] {
  return [...new Map(pods.map((pod) => [classes.of(pod), pod])).values()];
}

function addressParties(engine: Engine, within: AddressSet | undefined, other: Endpoint, direction: Direction): End[] {
  const pieces = oneOfEachClass(engine, podsIn(other)).flatMap((pod) => engine.externalOf(engine.classes.of(pod), direction));
  return pieces.flatMap(({ addresses }): End[] => {
    const { ipv4, ipv6 } = within ? intersectAddresses(addresses, within) : addresses;
    const [first4, first6] = [ipv4[0], ipv6[0]];
    if (first4 !== undefined) return [{ party: { kind: 'address', address: { address: BigInt(first4), bits: 32 } } }];
    return first6 === undefined ? [] : [{ party: { kind: 'address', address: { address: first6, bits: 128 } } }];
  });
}

function podsIn(endpoint: Endpoint): readonly NetworkPod[] {
  if (endpoint.kind === 'pod') return [endpoint.pod];
  return endpoint.kind === 'pods' ? endpoint.pods : [];
}
