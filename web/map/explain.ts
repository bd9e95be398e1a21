import { formatPorts, intersectPorts, isEmptyPorts, type PortSet, PROTOCOLS, subtractPorts } from '../../src/engines/network/ports.ts';
import { MAP_VERDICTS, type MapStatement } from '../../src/report/network-map/map-data.ts';
import { safeText } from '../../src/report/safe-text.ts';
import { type End, type Model, portsOf, type Reading } from './model.ts';

export type Verdict = (typeof MAP_VERDICTS)[number];

/** Ports of a flow that get the same answer for the same reasons. */
export interface Reason {
  readonly verdict: Verdict;
  readonly ports: PortSet;
  readonly texts: readonly string[];
  readonly policies: readonly number[];
}

/** What is said of a part of a flow: of all of it, or of those who may be seen to connect. */
export interface Explanation {
  readonly about: string;
  readonly reasons: readonly Reason[];
}

interface Part {
  readonly about: string;
  readonly out?: number;
  readonly into?: number;
}

/** Why a flow is open or not, from what the policies of each end say; for ends without any, nothing. */
export function explain(model: Model, from: End, to: End): Explanation[] {
  const byReasons = new Map<string, Explanation>();
  const within = portsOfEntry(model, from, to);
  for (const { about, out, into } of partsOf(model, from, to)) {
    const all = combine(model, out, into);
    const reasons = within
      ? all.map((one) => ({ ...one, ports: intersectPorts(one.ports, within) })).filter(({ ports }) => !isEmptyPorts(ports))
      : all;
    const key = JSON.stringify(reasons);
    const known = byReasons.get(key);
    byReasons.set(key, known ? { about: `${known.about}; ${about}`, reasons } : { about, reasons });
  }
  return [...byReasons.values()];
}

/** The ports that a way in leads to; `undefined` for other ends, between which every port counts. */
export function portsOfEntry({ world }: Model, from: End, to: End): PortSet | undefined {
  if (from.kind !== 'entry' || to.kind !== 'workload') return undefined;
  const target = world.entries[from.at]?.targets.find(([node]) => node === to.at);
  return target && portsOf(world.ports[target[1]] ?? [[], [], []]);
}

function partsOf({ world, nodes, answerOf }: Model, from: End, to: End): Part[] {
  const sourceClasses = from.kind === 'workload' ? (nodes[from.at]?.classes ?? []) : [];
  const targetClasses = to.kind === 'workload' ? (nodes[to.at]?.classes ?? []) : [];
  const side = (direction: 'egress' | 'ingress', one: number) =>
    world[direction][world.classes[one]?.[direction === 'egress' ? 0 : 1] ?? 0];
  if (from.kind === 'workload' && to.kind === 'workload') {
    return sourceClasses.flatMap((one) =>
      targetClasses.map((two) => ({
        about: sourceClasses.length + targetClasses.length > 2 ? 'for some of the pods' : '',
        out: answerOf('egress', one, two),
        into: answerOf('ingress', two, one),
      })),
    );
  }
  if (to.kind === 'outside') {
    return sourceClasses.flatMap((one) => answersAbout(side('egress', one)?.addresses, to.at).map((out) => ({ about: '', out })));
  }
  if (from.kind === 'source') {
    return targetClasses.flatMap((one) => answersAbout(side('ingress', one)?.addresses, from.at).map((into) => ({ about: '', into })));
  }
  if (from.kind !== 'entry') return [];
  const source = world.entries[from.at]?.source;
  return targetClasses.flatMap((one): Part[] => {
    const own = side('ingress', one);
    if (!own) return [];
    if (source === 'controller') return [{ about: 'from the controller, some pod that is not known', into: own.unknownPod }];
    const addresses = own.addresses.flatMap((answer, at): Part[] =>
      at % 2 === 1 ? [{ about: `from ${safeText(world.outside[own.addresses[at - 1] ?? 0]?.title ?? '')}`, into: answer }] : [],
    );
    return source === 'translated'
      ? [...addresses, { about: 'where the pod sees the address of a node instead', into: own.node }]
      : addresses;
  });
}

function answersAbout(addresses: readonly number[] = [], which: number): number[] {
  return addresses.filter((_, at) => at % 2 === 1 && addresses[at - 1] === which);
}

function combine({ world }: Model, out: number | undefined, into: number | undefined): Reason[] {
  const statements = (answer: number): MapStatement[] =>
    (world.answers[answer] ?? []).flatMap((one) => [world.statements[one] as MapStatement]);
  const [left, right] = [out === undefined ? [undefined] : statements(out), into === undefined ? [undefined] : statements(into)];
  const reasons = left.flatMap((one) =>
    right.flatMap((two): Reason[] => {
      const own = [one, two].filter((statement) => statement !== undefined);
      const sets = own.map(([ports]) => portsOf(world.ports[ports] ?? [[], [], []]));
      const ports = sets.reduce(intersectPorts);
      if (isEmptyPorts(ports)) return [];
      const verdicts = new Set(own.map(([, verdict]) => MAP_VERDICTS[verdict] ?? 'undefined'));
      return [
        {
          verdict: verdicts.has('deny') ? 'deny' : verdicts.has('undefined') ? 'undefined' : 'allow',
          ports,
          texts: own.flatMap(([, , texts]) => texts.map((text) => safeText(world.texts[text] ?? ''))).sort(undefinedLast),
          policies: own.flatMap(([, , , policies]) => policies),
        },
      ];
    }),
  );
  const rank: Readonly<Record<Verdict, number>> = { allow: 0, undefined: 1, deny: 2 };
  return reasons.sort((a, b) => rank[a.verdict] - rank[b.verdict]);
}

function undefinedLast(one: string, other: string): number {
  return Number(one.startsWith('undefined:')) - Number(other.startsWith('undefined:'));
}

/** `TCP 80,443`, and which of them only perhaps, as `net matrix` says it. */
export function describeReach({ certain, possible }: Pick<Reading, 'certain' | 'possible'>): string {
  const perhaps = subtractPorts(possible, certain);
  if (isEmptyPorts(perhaps)) return describePorts(certain);
  return isEmptyPorts(certain) ? `perhaps ${describePorts(perhaps)}` : `${describePorts(certain)}, perhaps ${describePorts(perhaps)}`;
}

export function describePorts(ports: PortSet): string {
  const text = formatPorts(ports);
  return text === 'all' ? 'all ports' : text;
}

/** `:7070`, `:53/UDP`; nothing where every port is meant. */
function portSuffix(ports: PortSet): string {
  const protocol = PROTOCOLS.find((one) => ports[one].length > 0);
  if (!protocol || formatPorts(ports) === 'all') return '';
  return `:${ports[protocol][0]}${protocol === 'TCP' ? '' : `/${protocol}`}`;
}

/** The question to `net can` that a flow answers; `undefined` where it cannot be asked so. */
export function commandOf(model: Model, from: End, to: End, ports: PortSet, paths: readonly string[]): string | undefined {
  const entry = from.kind === 'entry' ? model.world.entries[from.at] : undefined;
  if (entry?.source === 'controller' || from.kind === 'internet') return undefined;
  const [source, target] = [entry ? 'internet' : wordOf(model, from), entry ? `svc/${entry.services[0]}` : wordOf(model, to)];
  if (source === undefined || target === undefined) return undefined;
  const suffix = entry ? '' : portSuffix(ports);
  const isAddress = suffix !== '' && target.includes(':') && !target.includes('/');
  const words = [source, isAddress ? `[${target}]${suffix}` : `${target}${suffix}`, ...paths.flatMap((path) => ['-f', path])];
  return `seawall net can ${words.map(quote).join(' ')}`;
}

function wordOf({ world, nodes }: Model, { kind, at }: End): string | undefined {
  if (kind === 'workload') {
    const [type = '', name = ''] = nodes[at]?.workloads[0] ?? [];
    return `${type}/${nodes[at]?.namespace}/${name}`;
  }
  return kind === 'outside' || kind === 'source' ? world.outside[at]?.sample : undefined;
}

/** As a shell takes it literally. */
function quote(word: string): string {
  return /^[\w./:@%+,=[\]-]+$/.test(word) && !/[[\]]/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
