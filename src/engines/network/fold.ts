import type { Direction, Policy, PolicyRule, Tier } from './policy.ts';
import { ALL_PORTS, NO_PORTS, type PortSet, portRange, subtractPorts, unitePorts } from './ports.ts';
import type { Relation, Tallies, Tally } from './tally.ts';

/** A policy that selects a pod, or perhaps does. */
export interface Selecting {
  readonly policy: Policy;
  readonly relation: Relation;
}

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

/** Policies of one tier in the order in which they are asked; those that may be asked in any order stand together. */
export function byPriority(selecting: readonly Selecting[]): Selecting[][] {
  const groups: Selecting[][] = [];
  for (const one of selecting) {
    const last = groups.at(-1);
    if (last?.[0]?.policy.priority === one.policy.priority) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

export function* rulesOf({ policy }: Selecting, direction: Direction): Generator<PolicyRule> {
  for (const rule of policy.rules) if (rule.direction === direction) yield rule;
}

interface Situation {
  readonly direction: Direction;
  readonly isSubjectOnHost: boolean;
  /** Whether the traffic may come from the node of the pod. */
  readonly mayBeOwnNode: boolean;
  /** The tally of a rule by itself. */
  readonly element: (rule: PolicyRule) => number;
}

/** What the policies of one tier that select a pod do with its traffic in one direction. */
export function foldTier(tallies: Tallies, tier: Tier, selecting: readonly Selecting[], situation: Situation): number {
  if (selecting.length === 0) return tallies.identity;
  return tier === 'network-policy' ? foldIsolating(tallies, selecting, situation) : foldOrdered(tallies, selecting, situation);
}

function foldIsolating(tallies: Tallies, selecting: readonly Selecting[], { direction, element, ...situation }: Situation): number {
  let result = tallies.denyAll;
  for (const one of selecting) for (const rule of rulesOf(one, direction)) result = tallies.unite(result, element(rule));
  return finishIsolating(tallies, result, situation);
}

/** What is left open of a NetworkPolicy tier besides its rules. */
export function finishIsolating(
  tallies: Tallies,
  tally: number,
  { isSubjectOnHost, mayBeOwnNode }: Omit<Situation, 'element' | 'direction'>,
): number {
  const result = isSubjectOnHost ? tallies.perhaps(tally) : tally;
  return mayBeOwnNode ? tallies.perhapsOwnNode(result) : result;
}

function foldOrdered(tallies: Tallies, selecting: readonly Selecting[], { direction, element }: Situation): number {
  let tier = tallies.identity;
  for (const group of byPriority(selecting)) {
    let either: number | undefined;
    for (const one of group) {
      let own = tallies.identity;
      for (const rule of rulesOf(one, direction)) own = tallies.sequence(own, element(rule));
      either = either === undefined ? own : tallies.either(either, own);
    }
    tier = tallies.sequence(tier, either ?? tallies.identity);
  }
  return tallies.endTier(tier);
}
