import type { AddressSet } from './addresses.ts';
import { keyOfPeer, type PodClass } from './classes.ts';
import type { Engine } from './engine.ts';
import { cutsOf, judgementKey } from './explain-flow.ts';
import { splitAddresses } from './external.ts';
import type { Selecting } from './fold.ts';
import type { Judgement } from './judge.ts';
import type { Party } from './party.ts';
import { type Direction, type PolicyRule, TIERS } from './policy.ts';
import { NO_PORTS, type PortSet, PROTOCOLS, portRange, unitePorts } from './ports.ts';
import type { Profile } from './profiles.ts';

/** Ports that get the same answer for the same reasons. */
export interface Statement {
  readonly ports: PortSet;
  readonly judgement: Judgement;
}

/**
 * What the policies of one end of a flow say in one direction, whoever is at the other end. A flow gets through where the side of its source
 * and the side of its destination let it, so that the sides of a cluster explain all its flows in far less room than the flows themselves.
 */
export interface Side {
  readonly direction: Direction;
  /** Numbers of the classes of pods that it is about. */
  readonly classes: readonly number[];
  /** The policies that have a say, those that decide first standing first. */
  readonly selecting: readonly Selecting[];
  /** What is said of pods, those with the same answer together; each class of the cluster stands in one of them. */
  readonly pods: readonly { readonly classes: readonly number[]; readonly statements: readonly Statement[] }[];
  /** What is said of addresses outside the cluster. */
  readonly addresses: readonly { readonly addresses: AddressSet; readonly statements: readonly Statement[] }[];
  /** What is said of a pod that is not known, such as a controller, and of a node. */
  readonly unknownPod: readonly Statement[];
  readonly node: readonly Statement[];
}

/** All sides of a cluster in one direction; each class of pods stands in one of them. */
export function sidesOf(engine: Engine, direction: Direction): Side[] {
  const { classes, profiles } = engine;
  const own = Map.groupBy(classes.list, (podClass) => profiles.of(podClass, direction));
  const bases = new Map<string, number>();
  // Classes that no peer tells apart differ in these alone.
  const baseOf = classes.list.map(({ hostNetwork, portsKey }) => {
    const key = `${hostNetwork} ${portsKey}`;
    return bases.get(key) ?? (bases.set(key, bases.size), bases.size - 1);
  });
  return [...own].map(([profile, members]) => sideOf(engine, profile, members, baseOf));
}

function sideOf(engine: Engine, profile: Profile, members: readonly PodClass[], baseOf: readonly number[]): Side {
  const { judge } = engine;
  const { direction } = profile;
  const selecting = TIERS.flatMap((tier) => profile.parts[tier].selecting);
  const rules = selecting.flatMap(({ policy }) => policy.rules.filter((rule) => rule.direction === direction));
  const cuts = cutsOf(engine, rules, []);
  const known = new Map<string, readonly Statement[]>();
  const stateOf = (party: Party): readonly Statement[] => {
    const byReasons = new Map<string, { ports: PortSet; readonly judgement: Judgement }>();
    for (const protocol of PROTOCOLS) {
      for (const [at, first] of cuts.slice(0, -1).entries()) {
        const judgement = judge.judge(profile, party, protocol, first);
        const key = JSON.stringify(judgementKey(judgement));
        const one = byReasons.get(key) ?? { ports: NO_PORTS, judgement };
        one.ports = unitePorts(one.ports, portRange(protocol, first, (cuts[at + 1] as number) - 1));
        byReasons.set(key, one);
      }
    }
    const key = [...byReasons]
      .map(([reasons, { ports, judgement }]) => `${reasons} ${matchesKey(judgement)} ${JSON.stringify(ports)}`)
      .join();
    const statements = known.get(key) ?? [...byReasons.values()];
    known.set(key, statements);
    return statements;
  };
  return {
    direction,
    classes: members.map(({ id }) => id),
    selecting,
    pods: [...podsByAnswer(engine, rules, baseOf, (podClass) => stateOf({ kind: 'pods', podClass }))].map(([statements, ids]) => ({
      classes: ids,
      statements,
    })),
    addresses: [...splitAddresses(profile, (address) => stateOf({ kind: 'address', address }))].map(([statements, addresses]) => ({
      addresses,
      statements,
    })),
    unknownPod: stateOf({ kind: 'unknown-pod' }),
    node: stateOf({ kind: 'node' }),
  };
}

/** Which peers and ports of its rules an answer rests on. */
function matchesKey({ grounds, passed }: Judgement): string {
  const matches = [...passed, ...grounds.flatMap((ground) => (ground.kind === 'rules' ? ground.matches : []))];
  return matches.map(({ peer, port, doubt }) => `${peer}.${port}.${doubt}`).join();
}

/** Classes by what is said of them; those whose relation to every peer is the same are asked about once. */
function podsByAnswer(
  { classes }: Engine,
  rules: readonly PolicyRule[],
  baseOf: readonly number[],
  answer: (podClass: PodClass) => readonly Statement[],
): Map<readonly Statement[], number[]> {
  const marks = new Map<number, string>();
  const peers = new Map(rules.flatMap((rule) => (rule.peers === 'all' ? [] : rule.peers)).map((peer) => [keyOfPeer(peer), peer]));
  for (const [number, peer] of [...peers.values()].entries()) {
    for (const [id, relation] of classes.peers(peer).exceptions) marks.set(id, `${marks.get(id) ?? ''}${number}.${relation},`);
  }
  const alike = new Map<string | number, PodClass[]>();
  for (const podClass of classes.list) {
    const mark = marks.get(podClass.id);
    const key = mark === undefined ? (baseOf[podClass.id] ?? 0) : `${mark} ${baseOf[podClass.id]}`;
    const group = alike.get(key);
    if (group) group.push(podClass);
    else alike.set(key, [podClass]);
  }
  const result = new Map<readonly Statement[], number[]>();
  for (const group of alike.values()) {
    const statements = answer(group[0] as PodClass);
    const ids = result.get(statements) ?? [];
    for (const { id } of group) ids.push(id);
    result.set(statements, ids);
  }
  return result;
}
