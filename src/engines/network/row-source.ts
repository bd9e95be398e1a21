import { keyOfPeer, type PodClass } from './classes.ts';
import type { Engine } from './connectivity.ts';
import { createElements, type Elements } from './elements.ts';
import { finishIsolating, foldTier, rulesOf } from './fold.ts';
import { EVERYBODY, type Membership, relationOf } from './membership.ts';
import { type Direction, type Peer, type PolicyRule, TIERS, type Tier } from './policy.ts';
import { ALL_PORTS } from './ports.ts';
import type { Part, Profile } from './profiles.ts';
import { CLOSED } from './tally.ts';

/** Makes the row of a class: what each other class lets in of it, and what its own policies let out. The array is used again for the next row. */
export interface RowSource {
  row(id: number): Int32Array;
}

export function createRowSource(engine: Engine): RowSource {
  const { classes, profiles, reaches } = engine;
  const count = classes.list.length;
  const elements = createElements(classes, engine.tallies);
  const outgoing = createOutgoing(engine, elements);
  const incoming = createIncoming(engine, elements);
  const ingressOf = Int32Array.from(classes.list, (one) => profiles.of(one, 'ingress').id);
  const row = new Int32Array(count);
  const open = reaches.intern({ certain: ALL_PORTS, possible: ALL_PORTS });
  return {
    row: (id) => {
      const source = classes.list[id] as PodClass;
      const sent = outgoing(profiles.of(source, 'egress'));
      const received = incoming(source);
      for (let to = 0; to < count; to++) {
        const [out, into] = [sent[to] as number, received[ingressOf[to] as number] as number];
        if (out === into || into === open) row[to] = out;
        else if (out === open) row[to] = into;
        else row[to] = out === CLOSED || into === CLOSED ? CLOSED : reaches.intersect(out, into);
      }
      return row;
    },
  };
}

/** What the three tiers come to, as the number of a reach. */
function createSeal({ tallies, reachOf }: Engine): (admin: number, own: number, baseline: number) => number {
  const known = new Map<number, number[]>();
  return (admin, own, baseline) => {
    const key = admin * 2 ** 26 + baseline;
    let table = known.get(key);
    if (!table) known.set(key, (table = []));
    return (table[own] ??= reachOf(tallies.sequence(tallies.sequence(admin, own), baseline)));
  };
}

function peersIn({ peers }: PolicyRule): readonly Peer[] | undefined {
  return peers === 'all' ? undefined : peers;
}

/** What a profile sends to each class; sources of the same profile should follow each other. */
function createOutgoing(engine: Engine, elements: Elements): (profile: Profile) => Int32Array {
  const { classes, tallies } = engine;
  const count = classes.list.length;
  const seal = createSeal(engine);
  const result = new Int32Array(count);
  const tiers = TIERS.map(() => new Int32Array(count)) as [Int32Array, Int32Array, Int32Array];
  const current: (Part | undefined)[] = [];

  const fillIsolating = (target: Int32Array, { selecting, subject }: Part): void => {
    target.fill(selecting.length === 0 ? tallies.identity : tallies.denyAll);
    const add = (rule: PolicyRule, other: PodClass, relation: 0 | 1 | 2): void => {
      if (relation > 0) target[other.id] = tallies.unite(target[other.id] as number, elements.byRelation(rule, subject, other, relation));
    };
    for (const rule of selecting.flatMap((one) => [...rulesOf(one, 'egress')])) {
      for (const membership of peersIn(rule)?.map((peer) => classes.peers(peer)) ?? [EVERYBODY]) {
        if (membership.fallback > 0) for (const other of classes.list) add(rule, other, relationOf(membership, other.id));
        else for (const [id, relation] of membership.exceptions) add(rule, classes.list[id] as PodClass, relation);
      }
    }
    if (selecting.length > 0 && subject.hostNetwork) for (let id = 0; id < count; id++) target[id] = tallies.perhaps(target[id] as number);
  };

  const fillOrdered = (target: Int32Array, { tier, selecting, subject }: Part): void => {
    if (selecting.length === 0) {
      target.fill(tallies.identity);
      return;
    }
    for (const other of classes.list) target[other.id] = foldPart(engine, elements, tier, selecting, 'egress', subject, other);
  };

  return ({ parts }) => {
    let hasChanged = false;
    for (const [at, tier] of TIERS.entries()) {
      const part = parts[tier];
      if (current[at] === part) continue;
      current[at] = part;
      hasChanged = true;
      (tier === 'network-policy' ? fillIsolating : fillOrdered)(tiers[at] as Int32Array, part);
    }
    const [admin, own, baseline] = tiers;
    if (hasChanged) for (let id = 0; id < count; id++) result[id] = seal(admin[id] as number, own[id] as number, baseline[id] as number);
    return result;
  };
}

function foldPart(
  { tallies }: Engine,
  elements: Elements,
  tier: Tier,
  selecting: Part['selecting'],
  direction: Direction,
  subject: PodClass,
  other: PodClass,
): number {
  return foldTier(tallies, tier, selecting, {
    direction,
    isSubjectOnHost: subject.hostNetwork,
    mayBeOwnNode: direction === 'ingress' && other.hostNetwork,
    element: (rule) => elements.of(rule, subject, other),
  });
}

/** A rule of a part by one of its peers, for sources that this peer treats otherwise than most. */
interface Use {
  readonly part: Part;
  readonly rule: PolicyRule;
  readonly membership: Membership;
}

/**
 * What each ingress profile lets in of a source. Most profiles treat a source as they treat any other, so only those are computed whose rules
 * name it.
 */
function createIncoming(engine: Engine, elements: Elements): (source: PodClass) => Int32Array {
  const { classes, profiles, tallies } = engine;
  const seal = createSeal(engine);
  const parts = profiles.parts.ingress;
  const list = profiles.list.ingress;
  const usesOf = usesBySource(engine);
  const profilesOf = TIERS.map((tier) => Map.groupBy(list, (profile) => profile.parts[tier].id));
  const fallbacks = TIERS.map((tier) => Int32Array.from(parts[tier], (part) => foldGeneric(engine, elements, part)));
  const tiers = fallbacks.map((one) => one.slice()) as [Int32Array, Int32Array, Int32Array];
  const sealProfile = ({ parts: own }: Profile): number =>
    seal(tiers[0][own.admin.id] as number, tiers[1][own['network-policy'].id] as number, tiers[2][own.baseline.id] as number);
  const usual = Int32Array.from(list, sealProfile);
  const result = usual.slice();
  const touched = new Set<Part>();
  const changed = new Set<Profile>();

  /** Starts from what most sources get and adds the rules that name this one; anew where a rule gives it less than most. */
  const evaluate = (source: PodClass): void => {
    const started = new Map<Part, number>();
    for (const { part, rule, membership } of usesOf(source.id)) {
      touched.add(part);
      if (part.tier !== 'network-policy' || membership.fallback > 0 || source.hostNetwork) {
        started.set(part, -1);
        continue;
      }
      const before = started.get(part) ?? rawFallback(part);
      const relation = relationOf(membership, source.id);
      if (before >= 0 && relation > 0) started.set(part, tallies.unite(before, elements.byRelation(rule, part.subject, source, relation)));
    }
    if (source.hostNetwork) for (const part of parts['network-policy']) if (part.selecting.length > 0) started.set(part, -1);
    for (const [part, tally] of started) {
      touched.add(part);
      const value =
        tally < 0
          ? foldPart(engine, elements, part.tier, part.selecting, 'ingress', part.subject, source)
          : finishIsolating(tallies, tally, { isSubjectOnHost: part.subject.hostNetwork, mayBeOwnNode: false });
      (tiers[TIERS.indexOf(part.tier)] as Int32Array)[part.id] = value;
    }
  };
  const raw = new Map<Part, number>();
  const rawFallback = (part: Part): number => {
    let value = raw.get(part);
    if (value === undefined) raw.set(part, (value = foldGeneric(engine, elements, part, false)));
    return value;
  };

  return (source) => {
    for (const profile of changed) result[profile.id] = usual[profile.id] as number;
    for (const part of touched) {
      const at = TIERS.indexOf(part.tier);
      (tiers[at] as Int32Array)[part.id] = fallbacks[at]?.[part.id] as number;
    }
    touched.clear();
    changed.clear();
    evaluate(classes.list[source.id] as PodClass);
    for (const part of touched) for (const profile of profilesOf[TIERS.indexOf(part.tier)]?.get(part.id) ?? []) changed.add(profile);
    for (const profile of changed) result[profile.id] = sealProfile(profile);
    return result;
  };
}

/** What a part does with a source that no rule treats otherwise than most; `isFinal` adds what is left open besides. */
function foldGeneric({ tallies }: Engine, elements: Elements, { tier, selecting, subject }: Part, isFinal = true): number {
  return foldTier(tallies, tier, selecting, {
    direction: 'ingress',
    isSubjectOnHost: isFinal && subject.hostNetwork,
    mayBeOwnNode: false,
    element: (rule) => elements.byRelation(rule, subject, undefined, elements.peersOf(rule).fallback),
  });
}

/** The rules of ingress that treat a source otherwise than most, found by the memberships that hold it as an exception. */
function usesBySource({ classes, profiles }: Engine): (source: number) => Iterable<Use> {
  const byPeer = new Map<string, { readonly membership: Membership; readonly uses: Use[] }>();
  for (const tier of TIERS) {
    for (const part of profiles.parts.ingress[tier]) {
      for (const rule of part.selecting.flatMap((one) => [...rulesOf(one, 'ingress')])) {
        for (const peer of peersIn(rule) ?? []) {
          const membership = classes.peers(peer);
          const key = keyOfPeer(peer);
          const known = byPeer.get(key) ?? { membership, uses: [] };
          known.uses.push({ part, rule, membership });
          byPeer.set(key, known);
        }
      }
    }
  }
  const bySource: Use[][][] = classes.list.map(() => []);
  for (const { membership, uses } of byPeer.values()) for (const id of membership.exceptions.keys()) bySource[id]?.push(uses);
  return function* (source) {
    for (const uses of bySource[source] ?? []) yield* uses;
  };
}
