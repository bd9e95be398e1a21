import { keyOfPeer, namesIn, type PodClass } from './classes.ts';
import { createElements, type Elements } from './elements.ts';
import type { Engine } from './engine.ts';
import { finishIsolating, foldTier, rulesOf } from './fold.ts';
import { type Membership, relationOf } from './membership.ts';
import { type Direction, type Peer, type PolicyRule, TIERS } from './policy.ts';
import { ALL_PORTS } from './ports.ts';
import type { Part, Profile } from './profiles.ts';
import { CLOSED } from './tally.ts';

/** The row of a class. The array and the list are used again for the next row. */
export interface Row {
  /** By the number of the class that is reached; 0 is closed. */
  readonly cells: Int32Array;
  /** The classes whose cells are not closed. */
  readonly reached: readonly number[];
}

export interface RowSource {
  row(id: number): Row;
}

/**
 * Makes rows out of what the policies of a class let out and what those of the others let in. Where either is closed but for a few classes only
 * those are looked at, so that a row costs what it holds.
 */
export function createRowSource(engine: Engine): RowSource {
  const { classes, profiles, reaches } = engine;
  const elements = createElements(classes, engine.tallies);
  const outgoing = createOutgoing(engine, elements);
  const incoming = createIncoming(engine, elements);
  const ingressOf = Int32Array.from(classes.list, (one) => profiles.of(one, 'ingress').id);
  const classesIn = Map.groupBy(ingressOf.keys(), (id) => ingressOf[id] as number);
  const usuallyOpen = [...ingressOf.keys()].filter((id) => incoming.usual[ingressOf[id] as number] !== CLOSED);
  const cells = new Int32Array(classes.list.length);
  const reached: number[] = [];
  const open = reaches.intern({ certain: ALL_PORTS, possible: ALL_PORTS });

  const put = (to: number, out: number, into: number): void => {
    if (out === CLOSED || into === CLOSED) return;
    let cell = out;
    if (out === open) cell = into;
    else if (into !== open && out !== into) cell = reaches.intersect(out, into);
    cells[to] = cell;
    if (cell !== CLOSED) reached.push(to);
  };

  return {
    row: (id) => {
      for (const to of reached) cells[to] = CLOSED;
      reached.length = 0;
      const source = classes.list[id] as PodClass;
      const sent = outgoing(profiles.of(source, 'egress'));
      const { values, changed } = incoming.of(source);
      if (sent.fallback === CLOSED) {
        for (const to of sent.exceptions) put(to, sent.values[to] as number, values[ingressOf[to] as number] as number);
        return { cells, reached };
      }
      for (const to of usuallyOpen) put(to, sent.values[to] as number, values[ingressOf[to] as number] as number);
      for (const { id: profile } of changed) {
        if (incoming.usual[profile] !== CLOSED) continue;
        for (const to of classesIn.get(profile) ?? []) put(to, sent.values[to] as number, values[profile] as number);
      }
      return { cells, reached };
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

/** What a part lets out: the tally for most classes, and those of the others. */
interface Spread {
  readonly fallback: number;
  readonly exceptions: ReadonlyMap<number, number>;
}

interface Outgoing {
  readonly fallback: number;
  readonly exceptions: readonly number[];
  /** By class. */
  readonly values: Int32Array;
}

/** What a profile sends to each class; sources of the same profile should follow each other. */
function createOutgoing(engine: Engine, elements: Elements): (profile: Profile) => Outgoing {
  const { classes, tallies } = engine;
  const seal = createSeal(engine);
  const values = new Int32Array(classes.list.length);
  const ordered = new Map<Part, Spread>();
  let last: { readonly profile: Profile; readonly outgoing: Outgoing } | undefined;

  const spreadOf = (part: Part): Spread => {
    if (part.selecting.length === 0) return { fallback: tallies.identity, exceptions: new Map() };
    const memberships = part.selecting.flatMap((one) => [...rulesOf(one, 'egress')].flatMap((rule) => elements.peersOf(rule)));
    if (part.tier === 'network-policy' && memberships.every(({ fallback }) => fallback === 0)) return spreadIsolating(part);
    let spread = ordered.get(part);
    if (!spread) {
      const ids = new Set(memberships.flatMap(({ exceptions: own }) => [...own.keys()]));
      for (const rule of part.selecting.flatMap((one) => [...rulesOf(one, 'egress')])) {
        for (const name of namesIn(rule)) for (const id of classes.withPort(name)) ids.add(id);
      }
      const exceptions = new Map([...ids].map((id) => [id, foldPart(engine, elements, part, 'egress', classes.list[id] as PodClass)]));
      spread = { fallback: foldGeneric(engine, elements, part, 'egress'), exceptions };
      if (part.tier !== 'network-policy') ordered.set(part, spread);
    }
    return spread;
  };

  /** Every rule adds to the few classes that it names. */
  const spreadIsolating = ({ selecting, subject }: Part): Spread => {
    const exceptions = new Map<number, number>();
    for (const one of selecting) {
      for (const rule of rulesOf(one, 'egress')) {
        for (const { exceptions: own } of elements.peersOf(rule)) {
          for (const [id, relation] of own) {
            if (relation === 0) continue;
            const tally = elements.byRelation(rule, subject, classes.list[id], relation);
            exceptions.set(id, tallies.unite(exceptions.get(id) ?? tallies.denyAll, tally));
          }
        }
      }
    }
    if (!subject.hostNetwork) return { fallback: tallies.denyAll, exceptions };
    for (const [id, tally] of exceptions) exceptions.set(id, tallies.perhaps(tally));
    return { fallback: tallies.perhaps(tallies.denyAll), exceptions };
  };

  return (profile) => {
    if (last?.profile === profile) return last.outgoing;
    const [admin, own, baseline] = TIERS.map((tier) => spreadOf(profile.parts[tier])) as [Spread, Spread, Spread];
    const fallback = seal(admin.fallback, own.fallback, baseline.fallback);
    const ids = [...new Set([...admin.exceptions.keys(), ...own.exceptions.keys(), ...baseline.exceptions.keys()])];
    // Where most is closed nothing but the exceptions is read.
    if (fallback !== CLOSED) values.fill(fallback);
    const at = ({ fallback: most, exceptions }: Spread, id: number): number => exceptions.get(id) ?? most;
    for (const id of ids) values[id] = seal(at(admin, id), at(own, id), at(baseline, id));
    last = { profile, outgoing: { fallback, exceptions: ids, values } };
    return last.outgoing;
  };
}

function foldPart(
  { tallies }: Engine,
  elements: Elements,
  { tier, selecting, subject }: Part,
  direction: Direction,
  other: PodClass,
): number {
  return foldTier(tallies, tier, selecting, {
    direction,
    isSubjectOnHost: subject.hostNetwork,
    mayBeOwnNode: direction === 'ingress' && other.hostNetwork,
    element: (rule) => elements.of(rule, subject, other),
  });
}

/** What the rules of a part do with the sources of one peer that they name. */
interface Use {
  readonly part: Part;
  readonly membership: Membership;
  /** The tally of a source that the peer perhaps matches, and of one that it does. */
  perhaps: number;
  certain: number;
}

interface Incoming {
  /** What each profile lets in of most sources. */
  readonly usual: Int32Array;
  of(source: PodClass): { readonly values: Int32Array; readonly changed: Iterable<Profile> };
}

/**
 * What each ingress profile lets in of a source. Most profiles treat a source as they treat any other, so only those are computed whose rules
 * name it.
 */
function createIncoming(engine: Engine, elements: Elements): Incoming {
  const { classes, profiles, tallies } = engine;
  const seal = createSeal(engine);
  const parts = profiles.parts.ingress;
  const list = profiles.list.ingress;
  const usesOf = usesBySource(engine, elements);
  const profilesOf = TIERS.map((tier) => Map.groupBy(list, (profile) => profile.parts[tier].id));
  const fallbacks = TIERS.map((tier) => Int32Array.from(parts[tier], (part) => foldGeneric(engine, elements, part, 'ingress')));
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
    for (const { part, membership, perhaps, certain } of usesOf(source.id)) {
      if (part.tier !== 'network-policy' || membership.fallback > 0 || source.hostNetwork) {
        started.set(part, -1);
        continue;
      }
      const before = started.get(part) ?? rawFallback(part);
      const relation = relationOf(membership, source.id);
      if (before >= 0 && relation > 0) started.set(part, tallies.unite(before, relation === 2 ? certain : perhaps));
    }
    if (source.hostNetwork) for (const part of parts['network-policy']) if (part.selecting.length > 0) started.set(part, -1);
    for (const [part, tally] of started) {
      touched.add(part);
      const value =
        tally < 0
          ? foldPart(engine, elements, part, 'ingress', source)
          : finishIsolating(tallies, tally, { isSubjectOnHost: part.subject.hostNetwork, mayBeOwnNode: false });
      (tiers[TIERS.indexOf(part.tier)] as Int32Array)[part.id] = value;
    }
  };
  const raw = new Map<Part, number>();
  const rawFallback = (part: Part): number => {
    let value = raw.get(part);
    if (value === undefined) raw.set(part, (value = foldGeneric(engine, elements, part, 'ingress', false)));
    return value;
  };

  const of = (source: PodClass): { readonly values: Int32Array; readonly changed: Iterable<Profile> } => {
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
    return { values: result, changed };
  };
  return { usual, of };
}

/** What a part does with a source that no rule treats otherwise than most; `isFinal` adds what is left open besides. */
function foldGeneric(
  { tallies }: Engine,
  elements: Elements,
  { tier, selecting, subject }: Part,
  direction: Direction,
  isFinal = true,
): number {
  return foldTier(tallies, tier, selecting, {
    direction,
    isSubjectOnHost: isFinal && subject.hostNetwork,
    mayBeOwnNode: false,
    element: (rule) => elements.byRelation(rule, subject, undefined, elements.fallbackOf(rule)),
  });
}

/** The parts of ingress that treat a source otherwise than most, found by the peers that hold it as an exception. */
function usesBySource({ classes, profiles, tallies }: Engine, elements: Elements): (source: number) => Iterable<Use> {
  const byPeer = new Map<string, { readonly membership: Membership; readonly uses: Map<Part, Use> }>();
  for (const part of TIERS.flatMap((tier) => profiles.parts.ingress[tier])) {
    for (const rule of part.selecting.flatMap((one) => [...rulesOf(one, 'ingress')])) {
      const [perhaps, certain] = ([1, 2] as const).map((relation) => elements.byRelation(rule, part.subject, undefined, relation)) as [
        number,
        number,
      ];
      for (const peer of peersIn(rule) ?? []) {
        const key = keyOfPeer(peer);
        const known = byPeer.get(key) ?? { membership: classes.peers(peer), uses: new Map<Part, Use>() };
        byPeer.set(key, known);
        const use = known.uses.get(part);
        if (!use) known.uses.set(part, { part, membership: known.membership, perhaps, certain });
        else {
          use.perhaps = tallies.unite(use.perhaps, perhaps);
          use.certain = tallies.unite(use.certain, certain);
        }
      }
    }
  }
  const bySource: (readonly Use[])[][] = classes.list.map(() => []);
  for (const { membership, uses } of byPeer.values()) {
    const list = [...uses.values()];
    for (const id of membership.exceptions.keys()) bySource[id]?.push(list);
  }
  return function* (source) {
    for (const uses of bySource[source] ?? []) yield* uses;
  };
}
