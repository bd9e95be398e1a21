import { compareText } from '../../core/index.ts';
import {
  type AddressSet,
  addressesOf,
  type Connectivity,
  DOUBTS,
  formatAddresses,
  hasAddress,
  intersectPorts,
  type Judgement,
  type NetworkPod,
  type Policy,
  type PortSet,
  type Reach,
  reachThroughEntries,
  type Side,
  type Statement,
  unitePorts,
} from '../../engines/network/index.ts';
import { parseAddress } from '../../kubernetes/index.ts';
import {
  MAP_VERDICTS,
  type MapAddresses,
  type MapEntry,
  type MapNode,
  type MapPorts,
  type MapSide,
  type MapStatement,
  type MapWorld,
} from '../../report/index.ts';
import { describeAddresses, describeJudgement, policyName } from './describe.ts';
import { METADATA_ADDRESS } from './endpoints.ts';
import type { NetworkState } from './read-connectivity.ts';

/** Gives equal values one number, in the order in which they first occur. */
class Numbers<T> {
  readonly values: T[] = [];
  readonly #known = new Map<string, number>();

  of(key: string, make: () => T): number {
    let number = this.#known.get(key);
    if (number === undefined) {
      number = this.values.push(make()) - 1;
      this.#known.set(key, number);
    }
    return number;
  }
}

/** Everything that a map shows of one cluster. */
export function collectMap(state: NetworkState): MapWorld {
  const { connectivity } = state;
  const { nodes, nodeOf, order } = collectNodes(connectivity);
  const tables = new Tables(state);
  const egress = collectSides(connectivity, 'egress', order, tables);
  const ingress = collectSides(connectivity, 'ingress', order, tables);
  return {
    names: state.worlds,
    nodes,
    egress: egress.sides,
    ingress: ingress.sides,
    classes: order.map((id) => [egress.ofClass[id] ?? 0, ingress.ofClass[id] ?? 0] as const),
    entries: collectEntries(state, nodeOf, tables),
    policies: tables.policies.values,
    texts: tables.texts.values,
    ports: tables.ports.values,
    statements: tables.statements.values,
    answers: tables.answers.values,
    outside: tables.outside.values,
  };
}

interface Nodes {
  readonly nodes: readonly MapNode[];
  readonly nodeOf: (pod: NetworkPod) => number;
  /** The numbers of the engine's classes in the order in which nodes name them first, so that neighbours stand in a row. */
  readonly order: readonly number[];
}

/** Workloads that no policy, namespace and way in tells apart are one node. */
function collectNodes(connectivity: Connectivity): Nodes {
  const { network } = connectivity;
  const entriesOf = new Map<NetworkPod, string[]>();
  for (const [index, { targets }] of network.entries.entries()) {
    for (const { pod, ports } of targets) entriesOf.set(pod, [...(entriesOf.get(pod) ?? []), `${index} ${JSON.stringify(ports)}`]);
  }
  const workloads = Map.groupBy(network.pods, ({ workload: { namespace, kind, name } }) => JSON.stringify([namespace, kind, name]));
  const groups = Map.groupBy(workloads.values(), (pods) => {
    const classes = [...new Set(pods.map((pod) => connectivity.classOf(pod).id))].sort((a, b) => a - b);
    return JSON.stringify([pods[0]?.namespace, classes, pods.map((pod) => entriesOf.get(pod) ?? []).sort()[0]]);
  });
  const list = [...groups.values()]
    .map((members) => members.toSorted((a, b) => compareText(a[0]?.workload.name ?? '', b[0]?.workload.name ?? '')))
    .sort((a, b) => compareText(sortKey(a[0]?.[0]), sortKey(b[0]?.[0])));
  const numbers = new Map<NetworkPod, number>();
  const positions = new Map<number, number>();
  const nodes = list.map((members, node): MapNode => {
    const pods = members.flat();
    for (const pod of pods) numbers.set(pod, node);
    const ids = [...new Set(pods.map((pod) => connectivity.classOf(pod).id))].sort((a, b) => a - b);
    for (const id of ids) if (!positions.has(id)) positions.set(id, positions.size);
    return {
      namespace: pods[0]?.namespace ?? '',
      classes: ids.map((id) => positions.get(id) ?? 0),
      hostNetwork: pods.some(({ hostNetwork }) => hostNetwork),
      workloads: members.map((own) => [own[0]?.workload.kind ?? '', own[0]?.workload.name ?? '', own.length] as const),
    };
  });
  return { nodes, nodeOf: (pod) => numbers.get(pod) ?? 0, order: [...positions.keys()] };
}

function sortKey(pod: NetworkPod | undefined): string {
  return pod ? `${pod.namespace}\0${pod.workload.name}\0${pod.workload.kind}` : '';
}

class Tables {
  readonly policies = new Numbers<{ readonly name: string; readonly place: string }>();
  readonly texts = new Numbers<string>();
  readonly ports = new Numbers<MapPorts>();
  readonly statements = new Numbers<MapStatement>();
  readonly answers = new Numbers<readonly number[]>();
  readonly outside = new Numbers<MapAddresses>();
  readonly #state: NetworkState;

  constructor(state: NetworkState) {
    this.#state = state;
  }

  policy(policy: Policy): number {
    const name = policyName(policy);
    return this.policies.of(name, () => ({ name, place: this.#state.placeOf(policy.object) }));
  }

  portsOf({ TCP, UDP, SCTP }: PortSet): number {
    return this.ports.of(JSON.stringify([TCP, UDP, SCTP]), () => [TCP, UDP, SCTP]);
  }

  answer(direction: Side['direction'], statements: readonly Statement[]): number {
    const numbers = statements.map(({ ports, judgement }): number => {
      const lines = describeJudgement(direction === 'egress' ? 'out' : 'in', judgement, this.#state);
      const texts = [...lines, ...judgement.doubts.map((doubt) => `undefined: ${DOUBTS[doubt]}`)].map((text) =>
        this.texts.of(text, () => text),
      );
      const policies = [...new Set(policiesOf(judgement))].map((policy) => this.policy(policy));
      const statement: MapStatement = [this.portsOf(ports), MAP_VERDICTS.indexOf(judgement.verdict), texts, policies];
      return this.statements.of(JSON.stringify(statement), () => statement);
    });
    return this.answers.of(numbers.join(), () => numbers);
  }

  addresses(addresses: AddressSet, isMetadata: boolean): number {
    const title = isMetadata ? 'the metadata address' : describeAddresses(addresses);
    const sample = isMetadata
      ? 'metadata'
      : title === 'every address'
        ? 'internet'
        : (/^[^-,]+/.exec(formatAddresses(addresses))?.[0] ?? '');
    return this.outside.of(title, () => ({ title, sample, isMetadata }));
  }
}

function policiesOf({ grounds, passed }: Judgement): Policy[] {
  const matches = [...passed, ...grounds.flatMap((ground) => (ground.kind === 'rules' ? ground.matches : []))];
  return [...matches.map(({ rule }) => rule.policy), ...grounds.flatMap((ground) => (ground.kind === 'isolation' ? ground.policies : []))];
}

interface CollectedSides {
  readonly sides: readonly MapSide[];
  /** The side of a class by the engine's number. */
  readonly ofClass: readonly number[];
}

function collectSides(connectivity: Connectivity, direction: Side['direction'], order: readonly number[], tables: Tables): CollectedSides {
  const ofClass: number[] = [];
  const sides = connectivity.sides(direction).map((side, number): MapSide => {
    for (const id of side.classes) ofClass[id] = number;
    const answers = new Int32Array(order.length);
    for (const { classes, statements } of side.pods) {
      const answer = tables.answer(direction, statements);
      for (const id of classes) answers[id] = answer;
    }
    const isolating = side.selecting.filter(({ policy }) => policy.tier === 'network-policy').map(({ relation }) => relation);
    return {
      policies: side.selecting.map(({ policy, relation }) => (relation === 2 ? tables.policy(policy) : -1 - tables.policy(policy))),
      isolated: isolating.includes(2) ? 2 : isolating.length > 0 ? 1 : 0,
      pods: runsOf(order.map((id) => answers[id] ?? 0)),
      addresses: collectAddresses(side, tables),
      unknownPod: tables.answer(direction, side.unknownPod),
      node: tables.answer(direction, side.node),
    };
  });
  return { sides, ofClass };
}

const METADATA = parseAddress(METADATA_ADDRESS);

function collectAddresses({ direction, addresses: pieces }: Side, tables: Tables): number[] {
  return pieces.flatMap(({ addresses, statements }) => {
    const answer = tables.answer(direction, statements);
    const isOpen = statements.some(({ judgement }) => judgement.verdict !== 'deny');
    const own = isOpen ? [tables.addresses(addresses, false), answer] : [];
    if (direction === 'ingress' || !METADATA || !hasAddress(addresses, METADATA)) return own;
    return [...own, tables.addresses(addressesOf({ ...METADATA, prefix: METADATA.bits }), true), answer];
  });
}

function runsOf(values: readonly number[]): number[] {
  const runs: number[] = [];
  for (const value of values) {
    if (runs.at(-2) === value) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    else runs.push(value, 1);
  }
  return runs;
}

/** What a way in leads to, in one node. */
interface Lead {
  readonly ports: PortSet;
  readonly reach: Reach;
}

/** Ways in, each object once, whatever it leads to. */
function collectEntries(state: NetworkState, nodeOf: (pod: NetworkPod) => number, tables: Tables): MapEntry[] {
  const { connectivity } = state;
  const reached = Map.groupBy(reachThroughEntries(connectivity), ({ entry }) => entry);
  const byObject = Map.groupBy(connectivity.network.entries, ({ object, source }) =>
    JSON.stringify([object.kind, object.namespace, object.name, source]),
  );
  return [...byObject.values()].flatMap((entries) => {
    const [first] = entries;
    if (!first) return [];
    const leads = new Map<number, Lead>();
    for (const entry of entries) {
      const own = new Map<number, Lead>();
      for (const { pod, ports, reach } of reached.get(entry) ?? []) mergeLead(own, nodeOf(pod), { ports, reach }, intersectPorts);
      for (const [node, lead] of own) mergeLead(leads, node, lead, unitePorts);
    }
    return {
      kind: first.kind,
      name: first.object.name,
      namespace: first.object.namespace ?? state.namespace,
      place: state.placeOf(first.object),
      services: [...new Set(entries.map(({ service }) => `${service.namespace}/${service.name}`))],
      source: first.source,
      targets: [...leads].map(
        ([node, { ports, reach }]) => [node, tables.portsOf(ports), tables.portsOf(reach.certain), tables.portsOf(reach.possible)] as const,
      ),
    };
  });
}

/** Of pods behind one Service certain is what holds for all of them; of several Services, what one of them opens. */
function mergeLead(leads: Map<number, Lead>, node: number, { ports, reach }: Lead, mergeCertain: typeof unitePorts): void {
  const known = leads.get(node);
  const merged = known && {
    ports: unitePorts(known.ports, ports),
    reach: { certain: mergeCertain(known.reach.certain, reach.certain), possible: unitePorts(known.reach.possible, reach.possible) },
  };
  leads.set(node, merged ?? { ports, reach });
}
