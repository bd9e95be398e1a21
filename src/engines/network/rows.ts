import { type Classes, namesIn, type PodClass } from './classes.ts';
import { anyOf, EVERYBODY, type Membership, relationOf } from './membership.ts';
import type { Direction, Policy, PolicyRule } from './policy.ts';
import { ALL_PORTS, NO_PORTS, type PortSet, portRange, subtractPorts, unitePorts } from './ports.ts';
import type { Relation, Tallies, Tally } from './tally.ts';

/** Tallies by the class of the other end: that of `fallback` but for the exceptions. */
export interface Row {
  readonly fallback: number;
  readonly exceptions: ReadonlyMap<number, number>;
}

/** A policy that selects a pod, or perhaps does. */
export interface Selecting {
  readonly policy: Policy;
  readonly relation: Relation;
}

type Combine = (left: number, right: number) => number;

/** What a rule does where it matches these ports for certain, perhaps, or not. */
export function tallyOf({ policy, action }: PolicyRule, relation: Relation, ports: PortSet): Tally {
  const [matched, missed] = [relation > 0 ? ports : NO_PORTS, relation === 2 ? subtractPorts(ALL_PORTS, ports) : ALL_PORTS];
  // Rules of NetworkPolicy only accept, and what none accepts is denied.
  if (policy.tier === 'network-policy') return { accept: matched, deny: missed, pass: NO_PORTS, live: NO_PORTS };
  return { accept: NO_PORTS, deny: NO_PORTS, pass: NO_PORTS, [action]: matched, live: missed };
}

/** The ports a rule names, where names are resolved by `resolve`. */
export function portsOf({ ports }: PolicyRule, resolve: (name: string, protocol: string | undefined) => PortSet): PortSet {
  if (ports === 'all') return ALL_PORTS;
  return ports.reduce(
    (set, port) =>
      unitePorts(set, port.kind === 'range' ? portRange(port.protocol, port.first, port.last) : resolve(port.name, port.protocol)),
    NO_PORTS,
  );
}

/** Policies of one tier and direction in the order in which they are asked; those that may be asked in any order stand together. */
export function byPriority(selecting: readonly Selecting[], direction: Direction): Selecting[][] {
  const groups: Selecting[][] = [];
  for (const one of selecting) {
    if (!one.policy.rules.some((rule) => rule.direction === direction)) continue;
    const last = groups.at(-1);
    if (last?.[0]?.policy.priority === one.policy.priority) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

export interface RowMaker {
  /** What the policies of one tier do with the traffic of a pod in one direction. */
  make(selecting: readonly Selecting[], direction: Direction, subject: PodClass): Row;
}

export function createRowMaker(classes: Classes, tallies: Tallies): RowMaker {
  const peersOf = new Map<PolicyRule, Membership>();
  const fixedRows = new Map<PolicyRule, Row>();
  const onHost = classes.list.filter(({ hostNetwork }) => hostNetwork).map(({ id }) => id);

  const membershipOf = (rule: PolicyRule): Membership => {
    const known = peersOf.get(rule);
    if (known) return known;
    const membership = rule.peers === 'all' ? EVERYBODY : anyOf(rule.peers.map((peer) => classes.peers(peer)));
    peersOf.set(rule, membership);
    return membership;
  };

  const fixedRow = (rule: PolicyRule, ports: PortSet): Row => {
    const { fallback, exceptions } = membershipOf(rule);
    const ids = ([0, 1, 2] as const).map((relation) => tallies.intern(tallyOf(rule, relation, ports)));
    const row = new Map<number, number>();
    for (const [member, relation] of exceptions) row.set(member, ids[relation] as number);
    return { fallback: ids[fallback] as number, exceptions: row };
  };

  const rowOf = (rule: PolicyRule, subject: PodClass): Row => {
    const names = namesIn(rule);
    if (names.length === 0) {
      const row =
        fixedRows.get(rule) ??
        fixedRow(
          rule,
          portsOf(rule, () => NO_PORTS),
        );
      fixedRows.set(rule, row);
      return row;
    }
    if (rule.direction === 'ingress')
      return fixedRow(
        rule,
        portsOf(rule, (name, protocol) => classes.resolve(subject, name, protocol)),
      );
    const known = fixedRows.get(rule);
    if (known) return known;
    const membership = membershipOf(rule);
    const tally = (relation: Relation, ports: PortSet): number => tallies.intern(tallyOf(rule, relation, ports));
    const exceptions = new Map<number, number>();
    for (const id of new Set([...membership.exceptions.keys(), ...names.flatMap((name) => classes.withPort(name))])) {
      const ports = portsOf(rule, (name, protocol) => classes.resolve(classes.list[id] as PodClass, name, protocol));
      exceptions.set(id, tally(relationOf(membership, id), ports));
    }
    const row = {
      fallback: tally(
        membership.fallback,
        portsOf(rule, () => NO_PORTS),
      ),
      exceptions,
    };
    fixedRows.set(rule, row);
    return row;
  };

  const makeIsolating = (selecting: readonly Selecting[], direction: Direction, subject: PodClass): Row => {
    const isolating = selecting.filter(({ policy }) => policy.isolates.includes(direction));
    if (isolating.length === 0) return { fallback: tallies.identity, exceptions: new Map() };
    let row: Row = { fallback: tallies.denyAll, exceptions: new Map() };
    for (const { policy } of isolating) {
      for (const rule of policy.rules) if (rule.direction === direction) row = combineRows(row, rowOf(rule, subject), tallies.unite);
    }
    if (subject.hostNetwork) row = mapRow(row, tallies.perhaps);
    if (direction === 'egress' || onHost.length === 0) return row;
    const exceptions = new Map(row.exceptions);
    for (const id of onHost) exceptions.set(id, tallies.perhapsOwnNode(exceptions.get(id) ?? row.fallback));
    return { fallback: row.fallback, exceptions };
  };

  const makeOrdered = (selecting: readonly Selecting[], direction: Direction, subject: PodClass): Row => {
    const start: Row = { fallback: tallies.identity, exceptions: new Map() };
    let tier = start;
    for (const group of byPriority(selecting, direction)) {
      const rows = group.map(({ policy }) =>
        policy.rules
          .filter((rule) => rule.direction === direction)
          .reduce((row, rule) => combineRows(row, rowOf(rule, subject), tallies.sequence), start),
      );
      tier = combineRows(
        tier,
        rows.reduce((left, right) => combineRows(left, right, tallies.either)),
        tallies.sequence,
      );
    }
    return mapRow(tier, tallies.endTier);
  };

  return {
    make: (selecting, direction, subject) =>
      (selecting[0]?.policy.tier === 'network-policy' ? makeIsolating : makeOrdered)(selecting, direction, subject),
  };
}

/** Combines two rows; costs as much as there are exceptions. */
function combineRows(left: Row, right: Row, combine: Combine): Row {
  const exceptions = new Map<number, number>();
  for (const [id, tally] of left.exceptions) exceptions.set(id, combine(tally, right.exceptions.get(id) ?? right.fallback));
  for (const [id, tally] of right.exceptions) if (!exceptions.has(id)) exceptions.set(id, combine(left.fallback, tally));
  return { fallback: combine(left.fallback, right.fallback), exceptions };
}

function mapRow({ fallback, exceptions }: Row, change: (tally: number) => number): Row {
  const changed = new Map<number, number>();
  for (const [id, tally] of exceptions) changed.set(id, change(tally));
  return { fallback: change(fallback), exceptions: changed };
}
