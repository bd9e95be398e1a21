import { intersectPorts, NO_PORTS, type PortSet, unitePorts } from '../../src/engines/network/ports.ts';
import type { MapNode, MapPolicy, MapPorts, MapWorld } from '../../src/report/network-map/map-data.ts';
import { safeText } from '../../src/report/safe-text.ts';
import { amount } from '../amount.ts';

/** Who connects or is connected to. */
export interface End {
  readonly id: string;
  readonly kind: 'internet' | 'entry' | 'source' | 'workload' | 'outside';
  readonly title: string;
  readonly detail: string;
  /** What it folds into. */
  readonly group: string | undefined;
  readonly namespace: string | undefined;
  /** Its position in the table of its kind. */
  readonly at: number;
  /** In small letters, for searching. */
  readonly search: string;
}

export interface Group {
  readonly id: string;
  readonly title: string;
  readonly kind: 'namespace' | 'ways-in' | 'addresses';
  readonly size: number;
}

/** What two ends say together about all ports, and which policies had a say. Many lines share one. */
export interface Reading {
  readonly certain: PortSet;
  readonly possible: PortSet;
  readonly policies: ReadonlySet<number>;
}

/** Open flows, as columns: there may be millions. */
export interface Lines {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly reading: Int32Array;
}

export interface Model {
  readonly world: MapWorld;
  readonly ends: readonly End[];
  readonly groups: readonly Group[];
  readonly policies: readonly MapPolicy[];
  readonly nodes: readonly MapNode[];
  readonly readings: readonly Reading[];
  readonly lines: Lines;
  readonly byId: ReadonlyMap<string, number>;
  /** The answer of a side about the pods of a class. */
  answerOf(direction: 'egress' | 'ingress', subject: number, other: number): number;
}

/** Beyond so many, ways in and addresses stand in a group of their own. */
const FEW_OUTSIDE = 8;

export function readModel(world: MapWorld): Model {
  const nodes = world.nodes.map(harmlessNode);
  const namespaces = [...new Set(nodes.map(({ namespace }) => namespace))];
  const ends = endsOf(world, nodes, namespaces);
  const byId = new Map(ends.map(({ id }, at) => [id, at]));
  const answers = { egress: answerTables(world, 'egress'), ingress: answerTables(world, 'ingress') };
  const answerOf: Model['answerOf'] = (direction, subject, other) =>
    answers[direction][world.classes[subject]?.[direction === 'egress' ? 0 : 1] ?? 0]?.[other] ?? 0;
  const { readings, lines } = readLines(world, byId, answerOf);
  return {
    world,
    ends,
    groups: groupsOf(ends, namespaces),
    policies: world.policies.map(({ name, place }) => ({ name: safeText(name), place: safeText(place) })),
    nodes,
    readings,
    lines,
    byId,
    answerOf,
  };
}

function harmlessNode({ namespace, workloads, ...rest }: MapNode): MapNode {
  return {
    ...rest,
    namespace: safeText(namespace),
    workloads: workloads.map(([kind, name, pods]) => [safeText(kind), safeText(name), pods]),
  };
}

function answerTables({ classes, ...world }: MapWorld, direction: 'egress' | 'ingress'): Int32Array[] {
  return world[direction].map(({ pods }) => {
    const table = new Int32Array(classes.length);
    let at = 0;
    for (let run = 0; run < pods.length; run += 2) {
      const end = at + (pods[run + 1] ?? 0);
      table.fill(pods[run] ?? 0, at, end);
      at = end;
    }
    return table;
  });
}

function endsOf(world: MapWorld, nodes: readonly MapNode[], namespaces: readonly string[]): End[] {
  const ends: End[] = [];
  const add = (end: Omit<End, 'search'>, ...words: readonly string[]): void => {
    ends.push({ ...end, search: [end.title, end.detail, ...words].join('\n').toLowerCase() });
  };
  const letIn = world.ingress.filter(({ isolated }) => isolated > 0).flatMap(({ addresses }) => addresses.filter((_, at) => at % 2 === 0));
  // To let in every address is to let in everybody, and that is what the ways in are about.
  const sources = [...new Set(letIn)].filter((at) => world.outside[at]?.sample !== 'internet');
  const isMany = world.entries.length + sources.length > FEW_OUTSIDE;
  if (world.entries.length > 0)
    add({
      id: 'internet',
      kind: 'internet',
      title: 'Internet',
      detail: 'any address outside',
      group: undefined,
      namespace: undefined,
      at: 0,
    });
  for (const [at, { kind, name, namespace }] of world.entries.entries()) {
    const title = safeText(name);
    add({
      id: `e${at}`,
      kind: 'entry',
      title,
      detail: `${safeText(kind)} in ${safeText(namespace)}`,
      group: isMany ? 'in' : undefined,
      namespace: undefined,
      at,
    });
  }
  for (const at of sources) {
    const title = safeText(world.outside[at]?.title ?? '');
    add({ id: `a${at}`, kind: 'source', title, detail: 'addresses let in', group: isMany ? 'in' : undefined, namespace: undefined, at });
  }
  for (const [at, { namespace, workloads, hostNetwork }] of nodes.entries()) {
    const [kind = '', name = ''] = workloads[0] ?? [];
    const title = workloads.length === 1 ? name : `${name} and ${workloads.length - 1} more`;
    const kinds = new Set(workloads.map(([one]) => one));
    const what = workloads.length === 1 ? kind : kinds.size === 1 ? amount(workloads.length, kind) : amount(workloads.length, 'workload');
    add(
      {
        id: `w${at}`,
        kind: 'workload',
        title,
        detail: hostNetwork ? `${what}, network of its node` : what,
        group: `n${namespaces.indexOf(namespace)}`,
        namespace,
        at,
      },
      ...workloads.map(([one, own]) => `${one} ${namespace}/${own}`),
    );
  }
  const out = [...new Set(world.egress.flatMap(({ addresses }) => addresses.filter((_, at) => at % 2 === 0)))];
  for (const at of out) {
    const { title = '', isMetadata = false } = world.outside[at] ?? {};
    const detail = isMetadata ? 'node credentials' : 'outside the cluster';
    const shown = isMetadata ? 'Metadata' : safeText(title.charAt(0).toUpperCase() + title.slice(1));
    add({
      id: `o${at}`,
      kind: 'outside',
      title: shown,
      detail,
      group: out.length > FEW_OUTSIDE ? 'out' : undefined,
      namespace: undefined,
      at,
    });
  }
  return ends;
}

function groupsOf(ends: readonly End[], namespaces: readonly string[]): Group[] {
  const sizes = new Map<string, number>();
  for (const { group } of ends) if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const all: Group[] = [
    { id: 'in', title: 'Ways in', kind: 'ways-in', size: sizes.get('in') ?? 0 },
    ...namespaces.map((title, at): Group => ({ id: `n${at}`, title, kind: 'namespace', size: sizes.get(`n${at}`) ?? 0 })),
    { id: 'out', title: 'Addresses outside', kind: 'addresses', size: sizes.get('out') ?? 0 },
  ];
  return all.filter(({ size }) => size > 0);
}

export function portsOf([TCP, UDP, SCTP]: MapPorts): PortSet {
  return { TCP, UDP, SCTP };
}

/** Puts the two sides of each flow together, as the engine does: open is what both ends let through. */
function readLines(world: MapWorld, byId: ReadonlyMap<string, number>, answerOf: Model['answerOf']): Pick<Model, 'readings' | 'lines'> {
  const ports = world.ports.map(portsOf);
  const sides = world.answers.map((statements): Reading => {
    let [certain, possible] = [NO_PORTS, NO_PORTS];
    for (const one of statements) {
      const [set = 0, verdict = 1] = world.statements[one] ?? [];
      const own = ports[set] ?? NO_PORTS;
      if (verdict === 0) certain = unitePorts(certain, own);
      if (verdict !== 1) possible = unitePorts(possible, own);
    }
    return { certain, possible, policies: new Set(statements.flatMap((one) => world.statements[one]?.[3] ?? [])) };
  });
  const readings: Reading[] = [];
  const known = new Map<string | number, number>();
  const keep = (key: string | number, make: () => Reading): number => {
    let number = known.get(key);
    if (number === undefined) {
      const reading = make();
      number = isClosed(reading) ? -1 : readings.push(reading) - 1;
      known.set(key, number);
    }
    return number;
  };
  const ofPair = (out: number, into: number): number => keep(out * 2 ** 24 + into, () => both(sides[out], sides[into]));
  const ofSide = (answer: number): number => keep(`side ${answer}`, () => sides[answer] ?? CLOSED);
  const merge = (parts: readonly number[]): number => {
    const [first = -1] = parts;
    return parts.every((one) => one === first)
      ? first
      : keep(`merge ${parts.join()}`, () => merged(parts.map((one) => readings[one] ?? CLOSED)));
  };
  const from: number[] = [];
  const to: number[] = [];
  const reading: number[] = [];
  const add = (source: number | undefined, target: number | undefined, own: number): void => {
    if (source === undefined || target === undefined || own < 0) return;
    from.push(source);
    to.push(target);
    reading.push(own);
  };
  const { nodes, entries, egress, ingress, classes } = world;
  for (const [at, { targets }] of entries.entries()) {
    add(
      byId.get('internet'),
      byId.get(`e${at}`),
      keep('all', () => ALL),
    );
    for (const [node, , certain, possible] of targets) {
      const policies = new Set(
        (nodes[node]?.classes ?? [])
          .flatMap((one) => ingress[classes[one]?.[1] ?? 0]?.policies ?? [])
          .map((one) => (one < 0 ? -1 - one : one)),
      );
      const own = { certain: ports[certain] ?? NO_PORTS, possible: ports[possible] ?? NO_PORTS, policies };
      add(
        byId.get(`e${at}`),
        byId.get(`w${node}`),
        keep(`entry ${at} ${node} ${certain} ${possible}`, () => own),
      );
    }
  }
  const firstNode = byId.get('w0') ?? 0;
  for (const [source, own] of nodes.entries()) {
    const [sourceClass = 0] = own.classes;
    for (const [target, other] of nodes.entries()) {
      if (source === target && own.workloads.reduce((sum, [, , pods]) => sum + pods, 0) < 2) continue;
      const [targetClass = 0] = other.classes;
      const isPlain = own.classes.length === 1 && other.classes.length === 1;
      const found = isPlain
        ? ofPair(answerOf('egress', sourceClass, targetClass), answerOf('ingress', targetClass, sourceClass))
        : merge(
            own.classes.flatMap((one) => other.classes.map((two) => ofPair(answerOf('egress', one, two), answerOf('ingress', two, one)))),
          );
      add(firstNode + source, firstNode + target, found);
    }
  }
  for (const [node, own] of nodes.entries()) {
    for (const [prefix, table, index] of [
      ['o', egress, 0],
      ['a', ingress, 1],
    ] as const) {
      const byAddresses = new Map<number, number[]>();
      for (const one of own.classes) {
        const { addresses = [] } = table[classes[one]?.[index] ?? 0] ?? {};
        for (let at = 0; at < addresses.length; at += 2) {
          const key = addresses[at] ?? 0;
          byAddresses.set(key, [...(byAddresses.get(key) ?? []), ofSide(addresses[at + 1] ?? 0)]);
        }
      }
      const isLetIn = index === 0 || own.classes.some((one) => (ingress[classes[one]?.[1] ?? 0]?.isolated ?? 0) > 0);
      for (const [addresses, parts] of isLetIn ? byAddresses : []) {
        const whole = parts.length < own.classes.length ? [...parts, -1] : parts;
        const [outer, inner] = [byId.get(`${prefix}${addresses}`), byId.get(`w${node}`)];
        if (index === 0) add(inner, outer, merge(whole));
        else add(outer, inner, merge(whole));
      }
    }
  }
  return {
    readings,
    lines: { count: from.length, from: Int32Array.from(from), to: Int32Array.from(to), reading: Int32Array.from(reading) },
  };
}

const CLOSED: Reading = { certain: NO_PORTS, possible: NO_PORTS, policies: new Set() };
const EVERY: readonly number[] = [1, 65_536];
const ALL: Reading = { certain: portsOf([EVERY, EVERY, EVERY]), possible: portsOf([EVERY, EVERY, EVERY]), policies: new Set() };

function isClosed({ possible }: Reading): boolean {
  return possible.TCP.length + possible.UDP.length + possible.SCTP.length === 0;
}

function both(out: Reading = CLOSED, into: Reading = CLOSED): Reading {
  return {
    certain: intersectPorts(out.certain, into.certain),
    possible: intersectPorts(out.possible, into.possible),
    policies: new Set([...out.policies, ...into.policies]),
  };
}

/** Of pods that differ, open is what is open for all of them and perhaps open what is for one. */
function merged(parts: readonly Reading[]): Reading {
  return parts.reduce((one, other) => ({
    certain: intersectPorts(one.certain, other.certain),
    possible: unitePorts(one.possible, other.possible),
    policies: new Set([...one.policies, ...other.policies]),
  }));
}
