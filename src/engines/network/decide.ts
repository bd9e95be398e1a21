import { type AddressSet, intersectAddresses } from './addresses.ts';
import type { PodClass } from './classes.ts';
import { type Engine, podAt } from './connectivity.ts';
import type { Endpoint } from './endpoint.ts';
import type { Judgement, Verdict } from './judge.ts';
import { type Change, nearestMiss } from './nearest-miss.ts';
import type { Doubt, Party } from './party.ts';
import type { NetworkPod } from './pods.ts';
import { isProtocol } from './ports.ts';

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

interface Ends {
  readonly from: Party;
  readonly to: Party;
  readonly isSelf: boolean;
}

export function decideFlow(engine: Engine, from: Endpoint, to: Endpoint, protocol: string, port: number): Decision {
  const decisions: Decision[] = [];
  const sources = partiesOf(engine, from, to, 'ingress');
  const destinations = partiesOf(engine, to, from, 'egress');
  for (const source of sources) {
    for (const destination of destinations) {
      const isSelf = source.pod !== undefined && source.pod === destination.pod;
      decisions.push(decideEnds(engine, { from: source.party, to: destination.party, isSelf }, protocol, port));
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

function decideEnds(engine: Engine, ends: Ends, protocol: string, port: number): Decision {
  const { profiles, judge } = engine;
  const profileOf = (party: Party, direction: 'egress' | 'ingress') =>
    party.kind === 'pods' ? profiles.of(party.podClass, direction) : undefined;
  const [out, into] = [profileOf(ends.from, 'egress'), profileOf(ends.to, 'ingress')];
  if (!isProtocol(protocol)) return decideOtherProtocol([out, into].every((one) => !one || isFree(one)));
  const egress = out && judge.judge(out, ends.to, protocol, port);
  const ingress = into && judge.judge(into, ends.from, protocol, port);
  const judgements = [egress, ingress].filter((one) => one !== undefined);
  let verdict = both(judgements.map((one) => one.verdict));
  const doubts = new Set(judgements.flatMap((one) => one.doubts));
  if (ends.isSelf && verdict !== 'allow') {
    verdict = 'undefined';
    doubts.add('loopback');
  }
  const missed = verdict === 'deny' ? nearestMiss(engine, { out, into, egress, ingress, ...ends }, protocol, port) : [];
  return { verdict, ...(egress ? { egress } : {}), ...(ingress ? { ingress } : {}), doubts: [...doubts], nearestMiss: missed };
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

interface NamedParty {
  readonly party: Party;
  readonly pod?: NetworkPod;
}

/** The parties an end stands for: one of each class, one address of each piece that the other end tells apart. */
function partiesOf(engine: Engine, endpoint: Endpoint, other: Endpoint, direction: 'ingress' | 'egress'): NamedParty[] {
  const { classes, network } = engine;
  const onePod = (pod: NetworkPod): NamedParty => ({ party: { kind: 'pods', podClass: classes.of(pod) }, pod });
  switch (endpoint.kind) {
    case 'pod':
      return [onePod(endpoint.pod)];
    case 'pods':
      return endpoint.pods.length === 1
        ? endpoint.pods.map(onePod)
        : [...firstOfClass(engine, endpoint.pods)].map((podClass) => ({ party: { kind: 'pods', podClass } }));
    case 'address': {
      const pod = podAt(network, endpoint);
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

function firstOfClass({ classes }: Engine, pods: readonly NetworkPod[]): Set<PodClass> {
  return new Set(pods.map((pod) => classes.of(pod)));
}

function addressParties(engine: Engine, within: AddressSet | undefined, other: Endpoint, direction: 'ingress' | 'egress'): NamedParty[] {
  const pods = podsIn(other);
  const pieces = [...firstOfClass(engine, pods)].flatMap((podClass) => engine.externalOf(podClass, direction));
  return pieces.flatMap(({ addresses }): NamedParty[] => {
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
