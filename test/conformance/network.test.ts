import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type AddressSet,
  type Connectivity,
  difference,
  type Endpoint,
  formatAddresses,
  formatPorts,
  hasPort,
  intersectAddresses,
  intersectPorts,
  isEmptyAddresses,
  isEmptyPorts,
  type Judgement,
  type NetworkPod,
  type Policy,
  type PortSet,
  PROTOCOLS,
  type Protocol,
  portRange,
  type Reach,
  reachThroughEntries,
  subtractAddresses,
  subtractPorts,
  unitePorts,
  workloadName,
} from '../../src/engines/network/index.ts';
import { parseAddress } from '../../src/kubernetes/index.ts';
import { skipWithout } from './data.ts';
import { DIVERGENCES, LASTING, NOT_COMPARED } from './network-divergences.ts';
import {
  connect,
  type GoldenCase,
  type GoldenLine,
  type GoldenOptions,
  type GoldenReason,
  type GoldenRun,
  imagine,
  parseDifference,
  parseList,
  parseReasons,
  readCases,
  readGolden,
} from './network-goldens.ts';

const ALL_PORTS: PortSet = PROTOCOLS.map((protocol) => portRange(protocol)).reduce(unitePorts);
const NO_PORTS: PortSet = { TCP: [], UDP: [], SCTP: [] };
const IPV4: AddressSet = { ipv4: [0, 2 ** 32], ipv6: [] };
const CONTROLLER = '{ingress-controller}';

/** The certain part of our answer must be in theirs, and theirs in the possible part; where both are equal nothing is left to explain. */
interface Comparison {
  readonly wrong: string[];
  /** Flows that upstream leaves open and they answer. */
  readonly open: string[];
}

const isWithin = (inner: PortSet, outer: PortSet): boolean => isEmptyPorts(subtractPorts(inner, outer));

class Cluster {
  readonly connectivity: Connectivity;
  readonly pods: ReadonlyMap<string, readonly NetworkPod[]>;
  readonly #entered = new Map<string, Reach>();
  #flows: Map<string, Reach> | undefined;

  constructor(folder: string, likeThem: boolean) {
    this.connectivity = connect(folder, likeThem);
    this.pods = Map.groupBy(this.connectivity.network.pods, workloadName);
    for (const { entry, pod, reach } of reachThroughEntries(this.connectivity)) {
      // The analyzer knows of controllers alone.
      if (entry.source !== 'controller') continue;
      const known = this.#entered.get(workloadName(pod)) ?? { certain: NO_PORTS, possible: NO_PORTS };
      this.#entered.set(workloadName(pod), {
        certain: unitePorts(known.certain, reach.certain),
        possible: unitePorts(known.possible, reach.possible),
      });
    }
  }

  endpoint(name: string): Endpoint {
    if (name === CONTROLLER || name === 'entire-cluster') return { kind: 'unknown-pod' };
    const imagined = imagine(name);
    if (imagined) {
      const known = this.connectivity.network.namespaces.get(imagined.namespace);
      return { kind: 'imagined', pod: { ...imagined, namespaceLabels: known?.labels ?? imagined.namespaceLabels } };
    }
    const range = parseRange(name);
    if (range) return { kind: 'addresses', addresses: range };
    const pods = this.pods.get(name);
    assert.ok(pods, `no workload ${name}`);
    return { kind: 'pods', name, pods };
  }

  reach(from: string, to: string): Reach {
    if (from === CONTROLLER) return this.#entered.get(to) ?? { certain: NO_PORTS, possible: NO_PORTS };
    if (this.pods.has(from) && this.pods.has(to)) {
      this.#flows ??= new Map(
        [...this.connectivity.matrix('workload').flows()].map((flow) => [`${flow.from.name} ${flow.to.name}`, flow.reach]),
      );
      return this.#flows.get(`${from} ${to}`) ?? { certain: NO_PORTS, possible: NO_PORTS };
    }
    return this.connectivity.allowed(this.endpoint(from), this.endpoint(to));
  }
}

/** `10.0.0.0-10.255.255.255[External]`, the form of addresses in the goldens. */
function parseRange(name: string): AddressSet | undefined {
  const [, first = '', last = ''] = /^([\d.]+)-([\d.]+)\[External\]$/.exec(name) ?? [];
  const [from, to] = [parseAddress(first), parseAddress(last)];
  if (!from || !to) return undefined;
  return { ipv4: [Number(from.address), Number(to.address) + 1], ipv6: [] };
}

function compareReach(result: Comparison, name: string, ours: Reach, theirs: PortSet): void {
  const text = `${name}: certain ${formatPorts(ours.certain)}, possible ${formatPorts(ours.possible)}, theirs ${formatPorts(theirs)}`;
  if (!isWithin(ours.certain, theirs) || !isWithin(theirs, ours.possible)) result.wrong.push(text);
  else if (!isWithin(theirs, ours.certain)) result.open.push(text);
  else if (!isWithin(ours.possible, theirs)) result.open.push(text);
}

function compareLists(cluster: Cluster, lines: readonly GoldenLine[], options: GoldenOptions): Comparison {
  const result: Comparison = { wrong: [], open: [] };
  const theirs = new Map<string, PortSet>();
  const outside = new Map<string, { range: AddressSet; ports: PortSet }[]>();
  for (const { from, to, ports } of lines) {
    const range = parseRange(from) ?? parseRange(to);
    const key = `${parseRange(from) ? '*' : from} ${parseRange(to) ? '*' : to}`;
    if (range) outside.set(key, [...(outside.get(key) ?? []), { range, ports }]);
    else theirs.set(key, ports);
  }
  const limit = connLimit(options.focusConn);
  const narrow = ({ certain, possible }: Reach): Reach => ({
    certain: intersectPorts(certain, limit),
    possible: intersectPorts(possible, limit),
  });
  const names = [...cluster.pods.keys()];
  for (const from of [...names, CONTROLLER]) {
    for (const to of names) {
      if (from !== to && isInFocus(from, to, options))
        compareReach(result, `${from} => ${to}`, narrow(cluster.reach(from, to)), theirs.get(`${from} ${to}`) ?? NO_PORTS);
    }
  }
  for (const name of names) {
    for (const [from, to] of [
      ['*', name],
      [name, '*'],
    ] as const) {
      if (!isInFocus(from, to, options)) continue;
      let rest = IPV4;
      for (const { range, ports } of outside.get(`${from} ${to}`) ?? []) {
        rest = subtractAddresses(rest, range);
        compareOutside(result, cluster, name, from === '*' ? 'ingress' : 'egress', range, ports, narrow);
      }
      compareOutside(result, cluster, name, from === '*' ? 'ingress' : 'egress', rest, NO_PORTS, narrow);
    }
  }
  return result;
}

function compareOutside(
  result: Comparison,
  { connectivity, pods }: Cluster,
  name: string,
  direction: 'ingress' | 'egress',
  range: AddressSet,
  ports: PortSet,
  narrow: (reach: Reach) => Reach,
): void {
  for (const pod of pods.get(name) ?? []) {
    for (const { addresses, reach } of connectivity.external(pod, direction)) {
      const common = intersectAddresses(addresses, range);
      if (!isEmptyAddresses(common)) compareReach(result, `${name} ${direction} ${formatAddresses(common)}`, narrow(reach), ports);
    }
  }
}

function connLimit(conn: string | undefined): PortSet {
  const [protocol = '', port] = (conn ?? '').toUpperCase().split('-');
  if (protocol === '') return ALL_PORTS;
  return portRange(protocol as Protocol, Number(port ?? 1), Number(port ?? 65_535));
}

function isInFocus(from: string, to: string, { focusWorkloads, focusWorkloadPeers, focusDirection }: GoldenOptions): boolean {
  const isOne = (name: string, wanted: readonly string[]): boolean => {
    const [, namespace, own] = /^(.+?)\/(.+)\[/.exec(name) ?? [];
    return wanted.some((one) => one === own || one === `${namespace}/${own}` || (one === 'ingress-controller' && name === CONTROLLER));
  };
  if (!focusWorkloads) return true;
  const fits = (focus: string, other: string): boolean =>
    isOne(focus, focusWorkloads) && (!focusWorkloadPeers || isOne(other, focusWorkloadPeers));
  return (focusDirection !== 'egress' && fits(to, from)) || (focusDirection !== 'ingress' && fits(from, to));
}

/** With expressions they list each selector by itself, though a pod that one chooses may be chosen by another: so much is open at least. */
function compareImagined(result: Comparison, name: string, { certain, possible }: Reach, theirs: PortSet, limit: PortSet): void {
  if (!name.includes('Operator'))
    compareReach(result, name, { certain: intersectPorts(certain, limit), possible: intersectPorts(possible, limit) }, theirs);
  else if (!isWithin(theirs, possible)) result.open.push(`${name}: possible ${formatPorts(possible)}, theirs ${formatPorts(theirs)}`);
}

function compareExposure(cluster: Cluster, lines: readonly GoldenLine[], options: GoldenOptions): Comparison {
  const result: Comparison = { wrong: [], open: [] };
  const limit = connLimit(options.focusConn);
  for (const { from, to, ports } of lines) {
    if (imagine(from) || imagine(to)) {
      compareImagined(result, `${from} => ${to}`, cluster.reach(from, to), ports, limit);
      continue;
    }
    if (from !== 'entire-cluster' && to !== 'entire-cluster') continue;
    const { certain, possible } = cluster.reach(from, to);
    compareReach(
      result,
      `${from} => ${to}`,
      { certain: intersectPorts(certain, limit), possible: intersectPorts(isWithin(ports, certain) ? certain : possible, limit) },
      ports,
    );
  }
  for (const name of cluster.pods.keys()) {
    for (const [from, to] of [
      ['entire-cluster', name],
      [name, 'entire-cluster'],
    ] as const) {
      if (!isInFocus(from, to, options) || lines.some((line) => line.from === from && line.to === to)) continue;
      const { certain } = cluster.reach(from, to);
      compareReach(
        result,
        `${from} => ${to}`,
        { certain: intersectPorts(certain, limit), possible: intersectPorts(certain, limit) },
        NO_PORTS,
      );
    }
  }
  return result;
}

const nameOf = ({ kind, namespace, name }: Policy): string => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

function policiesIn(judgement: Judgement | undefined): string[] {
  const grounds = judgement?.grounds ?? [];
  const policies = grounds.flatMap((ground) => {
    if (ground.kind === 'isolation') return ground.policies;
    return ground.kind === 'rules' ? ground.matches.map(({ rule }) => rule.policy) : [];
  });
  return [...new Set(policies.map(nameOf))].sort();
}

function compareReason(result: Comparison, cluster: Cluster, reason: GoldenReason): void {
  const { connectivity } = cluster;
  const [from, to] = [cluster.endpoint(reason.from), cluster.endpoint(reason.to)];
  const entered = reason.from === CONTROLLER ? cluster.reach(reason.from, reason.to).possible : ALL_PORTS;
  for (const protocol of PROTOCOLS) {
    const boundaries = reason.ports[protocol];
    for (const port of boundaries.map((boundary, at) => (at % 2 === 0 ? boundary : boundary - 1))) {
      const decision = connectivity.decide(from, to, protocol, port);
      const name = `${reason.from} => ${reason.to} ${protocol} ${port}`;
      if (!hasPort(entered, protocol, port)) {
        if (reason.isAllowed) result.wrong.push(`${name}: nothing leads there`);
        continue;
      }
      if (decision.verdict === 'undefined') {
        result.open.push(`${name}: ${decision.doubts.join()}`);
        continue;
      }
      if ((decision.verdict === 'allow') !== reason.isAllowed) result.wrong.push(`${name}: ${decision.verdict}`);
      for (const direction of ['egress', 'ingress'] as const) {
        const [theirs, ours] = [reason[direction], decision[direction]];
        if (!theirs) continue;
        const passing = [...new Set((ours?.passed ?? []).map(({ rule }) => nameOf(rule.policy)))];
        if (passing.toSorted().join() !== theirs.passing.toSorted().join())
          result.wrong.push(`${name} ${direction}: passed by ${passing.join()}`);
        if (((ours?.verdict ?? 'allow') === 'allow') !== theirs.isAllowed) result.wrong.push(`${name} ${direction}: ${ours?.verdict}`);
        const [named, own] = [theirs.policies.toSorted(), policiesIn(ours)];
        if (named.join() !== own.join()) result.wrong.push(`${name} ${direction}: ${own.join()} where they name ${named.join()}`);
      }
    }
  }
}

/** As they read the cluster we answer the same; as upstream defines it we may leave open what they answer, and say where. */
function report(key: string, likeThem: Comparison, { wrong, open }: Comparison): void {
  assert.deepEqual([...likeThem.wrong, ...(LASTING.includes(key) ? [] : likeThem.open)], [], 'other answers to the same questions');
  assert.deepEqual(wrong, [], 'they answer what we rule out, or the other way round');
  if (DIVERGENCES[key] === undefined) assert.deepEqual(open, [], 'they answer what we leave open');
  else diverging.set(key, (diverging.get(key) ?? 0) + open.length);
}

const diverging = new Map<string, number>();

function casesOf(set: 'netpol' | 'netpol-diff'): GoldenCase[] {
  return skipWithout(set) === false ? readCases(set) : [];
}

describe('the connectivity of published clusters', { skip: skipWithout('netpol') }, () => {
  for (const one of casesOf('netpol')) {
    let clusters: { readonly likeThem: Cluster; readonly real: Cluster } | undefined;
    for (const run of one.runs) {
      const name = `${one.id} ${run.command} ${JSON.stringify(run.options)}`;
      const reason = run.options.multipleNetworks ? 'several networks' : NOT_COMPARED[one.id];
      it(name, { skip: reason === undefined ? false : `not compared: ${reason}` }, () => {
        clusters ??= { likeThem: new Cluster(`${one.folder}/manifests`, true), real: new Cluster(`${one.folder}/manifests`, false) };
        const { likeThem, real } = clusters;
        if (run.command === 'eval') return assertEvaluation(real, run);
        const text = readGolden(one, run);
        const compare = run.command === 'explain' ? compareReasons : compareLines;
        report(one.id, compare(likeThem, text, run.options), compare(real, text, run.options));
      });
    }
  }

  it('diverge only where it is written down', () => {
    assert.deepEqual(
      [...diverging.keys()].filter((key) => diverging.get(key) === 0),
      [],
    );
    assert.deepEqual(
      Object.keys(DIVERGENCES).filter((key) => !diverging.has(key)),
      [],
    );
  });
});

function assertEvaluation({ connectivity }: Cluster, { options, expected }: GoldenRun): void {
  const { from = '', to = '', protocol = '', port = '' } = options;
  const [source, destination] = [from, to].map((pod) =>
    connectivity.network.pods.find(({ namespace, name: own }) => pod === `${namespace}/${own}`),
  );
  assert.ok(source && destination);
  const decision = connectivity.decide(
    { kind: 'pod', pod: source },
    { kind: 'pod', pod: destination },
    protocol.toUpperCase(),
    Number(port),
  );
  assert.equal(decision.verdict, expected === true ? 'allow' : 'deny');
}

function compareReasons(cluster: Cluster, text: string): Comparison {
  const result: Comparison = { wrong: [], open: [] };
  for (const reason of parseReasons(text)) compareReason(result, cluster, reason);
  return result;
}

function compareLines(cluster: Cluster, text: string, options: GoldenOptions): Comparison {
  const { flows, exposure } = parseList(text, options);
  const compared = compareLists(cluster, flows, options);
  const exposed = options.exposure ? compareExposure(cluster, exposure, options) : { wrong: [], open: [] };
  return { wrong: [...compared.wrong, ...exposed.wrong], open: [...compared.open, ...exposed.open] };
}

describe('differences between published clusters', { skip: skipWithout('netpol-diff') }, () => {
  for (const one of casesOf('netpol-diff')) {
    for (const run of one.runs) {
      const reason = NOT_COMPARED[one.id];
      it(`${one.id} ${run.options.format}`, { skip: reason === undefined ? false : `not compared: ${reason}` }, () => {
        const theirs = parseDifference(readGolden(one, run), run.options.format ?? 'txt');
        const [before, after] = ['first', 'second'].map((side) => connect(`${one.folder}/${side}`, true)) as [Connectivity, Connectivity];
        const text = (from: string, to: string, old: PortSet, now: PortSet): string =>
          `${from} => ${to}: ${formatPorts(old)} to ${formatPorts(now)}`;
        const expected = theirs.map((line) => text(line.from, line.to, line.before, line.after));
        const ours = difference(before, after).flows.flatMap((flow) => {
          const ends = [flow.from, flow.to].map((end) => {
            if (end.kind === 'workload') return [end.name];
            if (end.kind === 'entry') return [CONTROLLER];
            const { ipv4 } = end.addresses;
            return ipv4.flatMap((start, at) =>
              at % 2 === 0
                ? `${formatAddresses({ ipv4: [start, start + 1], ipv6: [] })}-${formatAddresses({ ipv4: [(ipv4[at + 1] ?? 0) - 1, ipv4[at + 1] ?? 0], ipv6: [] })}[External]`
                : [],
            );
          }) as [string[], string[]];
          if (formatPorts(flow.before.certain) === formatPorts(flow.after.certain)) return [];
          if (ends[0].join() === ends[1].join()) return [];
          return ends[0].flatMap((from) => ends[1].map((to) => text(from, to, flow.before.certain, flow.after.certain)));
        });
        assert.deepEqual([...new Set(ours)].sort(), [...new Set(expected)].sort());
      });
    }
  }
});
