import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Connectivity,
  createConnectivity,
  type ImaginedPod,
  isProtocol,
  type NetworkObject,
  type PortSet,
  PROTOCOLS,
  portRange,
  readNetwork,
  unitePorts,
} from '../../src/engines/network/index.ts';
import { readInventory } from '../../src/inventory/index.ts';
import { conformancePath } from './data.ts';

export interface GoldenOptions {
  readonly format?: 'txt' | 'json' | 'csv';
  readonly exposure?: boolean;
  readonly multipleNetworks?: boolean;
  readonly focusWorkloads?: readonly string[];
  readonly focusWorkloadPeers?: readonly string[];
  readonly focusDirection?: 'ingress' | 'egress';
  readonly focusConn?: string;
  readonly explainOnly?: 'allow' | 'deny';
  readonly from?: string;
  readonly to?: string;
  readonly protocol?: string;
  readonly port?: string;
}

export interface GoldenRun {
  readonly command: 'list' | 'eval' | 'explain' | 'diff';
  readonly options: GoldenOptions;
  readonly golden: string;
  readonly expected?: boolean;
}

export interface GoldenCase {
  readonly id: string;
  readonly folder: string;
  readonly runs: readonly GoldenRun[];
}

export function readCases(set: 'netpol' | 'netpol-diff'): GoldenCase[] {
  const names = readdirSync(conformancePath(set), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.map(({ name }) => {
    const folder = conformancePath(set, name);
    return { ...(JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as { runs: GoldenRun[] }), id: name, folder };
  });
}

export function readGolden({ folder }: GoldenCase, { golden }: GoldenRun): string {
  return readFileSync(join(folder, golden), 'utf8');
}

/**
 * The cluster of a folder. `likeThem` reads it as the analyzer does: no pod is on the network of its node, and no pod has an address, so that
 * no block of addresses means pods.
 */
export function connect(folder: string, likeThem = false): Connectivity {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name),
  );
  const texts = files.map(({ name, parentPath }) => ({
    name: join(parentPath, name).slice(folder.length + 1),
    text: readFileSync(join(parentPath, name), 'utf8'),
  }));
  const { objects } = readInventory(texts);
  return createConnectivity(likeThem ? readNetwork(objects.map(readLikeThem), { podRanges: [] }) : readNetwork(objects));
}

function readLikeThem<T extends NetworkObject>(object: T): T {
  const { status: _, ...value } = object.value;
  if (object.kind !== 'Pod') return { ...object, pods: object.pods.map(offHost) };
  return { ...object, value, pods: object.pods.map(offHost) };
}

function offHost(view: NetworkObject['pods'][number]): NetworkObject['pods'][number] {
  return { ...view, spec: { ...view.spec, hostNetwork: false } };
}

/** `from => to : TCP 80`; in the exposure section one end is a place instead of a workload. */
export interface GoldenLine {
  readonly from: string;
  readonly to: string;
  readonly ports: PortSet;
}

/** `All Connections`, `No Connections`, `SCTP 1-65535,TCP 80,90-92`, and in explanations `TCP:[80], UDP`. */
export function parsePorts(text: string): PortSet {
  if (text === 'All Connections') return PROTOCOLS.map((protocol) => portRange(protocol)).reduce(unitePorts);
  let set: PortSet = { TCP: [], UDP: [], SCTP: [] };
  for (const [, protocol, list] of text.matchAll(/(TCP|UDP|SCTP)(?:[: ]+\[?(\d[\d,-]*))?/g)) {
    if (!isProtocol(protocol)) continue;
    const ranges = list?.split(',').filter(Boolean) ?? ['1-65535'];
    for (const [first = 0, last = first] of ranges.map((range) => range.split('-').map(Number)))
      set = unitePorts(set, portRange(protocol, first, last));
  }
  return set;
}

interface GoldenList {
  readonly flows: readonly GoldenLine[];
  /** What is open to places not known yet: `entire-cluster`, selectors, external addresses. */
  readonly exposure: readonly GoldenLine[];
}

export function parseList(text: string, { format, focusConn }: GoldenOptions): GoldenList {
  if (format === 'json') return parseJson(text);
  const flows: GoldenLine[] = [];
  const exposure: GoldenLine[] = [];
  let isExposure = false;
  let isIngress = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('Exposure Analysis Result')) isExposure = true;
    // Every table of exposure names the workload first.
    if (line.startsWith('Ingress Exposure')) isIngress = true;
    const found = format === 'csv' ? splitCsv(line) : /^(.+?)\s+(=>|<=)\s+(.+?)(?:\s+: (.+))?$/.exec(line.trim())?.slice(1);
    if (!found || found.includes('src')) continue;
    const [left = '', arrow = '=>', right = '', ports] =
      found.length === 3 ? [found[0], isIngress ? '<=' : '=>', found[1], found[2]] : found;
    const [from, to] = arrow === '=>' ? [left, right] : [right, left];
    (isExposure ? exposure : flows).push({ from, to, ports: parsePorts(ports ?? focusConn?.toUpperCase().replace('-', ' ') ?? '') });
  }
  return { flows, exposure };
}

function splitCsv(line: string): string[] | undefined {
  const cells = [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
  return cells.length === 3 ? cells : undefined;
}

interface JsonLine {
  readonly src: string;
  readonly dst: string;
  readonly conn: string;
}

function parseJson(text: string): GoldenList {
  const read = (lines: readonly JsonLine[] | null | undefined): GoldenLine[] =>
    (lines ?? []).map(({ src, dst, conn }) => ({ from: src, to: dst, ports: parsePorts(conn) }));
  const value = JSON.parse(text) as
    | readonly JsonLine[]
    | { connlist_results?: JsonLine[]; exposure_results?: { egress_exposure?: JsonLine[]; ingress_exposure?: JsonLine[] } }
    | null;
  if (value === null || Array.isArray(value)) return { flows: read(value), exposure: [] };
  const results = value as Exclude<typeof value, readonly JsonLine[]>;
  return {
    flows: read(results.connlist_results),
    exposure: [...read(results.exposure_results?.egress_exposure), ...read(results.exposure_results?.ingress_exposure)],
  };
}

/** What an explanation says of some ports of a flow. */
export interface GoldenReason {
  readonly from: string;
  readonly to: string;
  readonly isAllowed: boolean;
  readonly ports: PortSet;
  /** Absent where they print nothing. */
  readonly egress?: GoldenDirection;
  readonly ingress?: GoldenDirection;
}

interface GoldenDirection {
  readonly isAllowed: boolean;
  /** `NetworkPolicy ns/name`, `AdminNetworkPolicy name`: those that decide, without those that pass. */
  readonly policies: readonly string[];
  readonly passing: readonly string[];
}

export function parseReasons(text: string): GoldenReason[] {
  const reasons: GoldenReason[] = [];
  for (const block of text.split(/^-{20,}$/m)) {
    const ends = /Connections between (.+?) => (.+?):\n/.exec(block);
    if (!ends) continue;
    for (const section of block.split(/^\t(?=Allowed |Denied )/m).slice(1)) {
      const [head = ''] = section.split('\n');
      const [, verdict = '', ports = ''] = /^(Allowed|Denied) (.+) due to/.exec(head) ?? [];
      const isDefault = head.includes('system default');
      reasons.push({
        from: ends[1] ?? '',
        to: ends[2] ?? '',
        isAllowed: verdict === 'Allowed',
        ports: parsePorts(ports),
        ...(isDefault
          ? { egress: BY_DEFAULT, ingress: BY_DEFAULT }
          : { ...parseDirection(section, 'Egress'), ...parseDirection(section, 'Ingress') }),
      });
    }
  }
  return reasons;
}

const BY_DEFAULT: GoldenDirection = { isAllowed: true, policies: [], passing: [] };

function parseDirection(section: string, name: 'Egress' | 'Ingress'): { readonly [key: string]: GoldenDirection } {
  const part = section.split(/^\t\t(?=Egress|Ingress)/m).find((one) => one.startsWith(name)) ?? '';
  if (part === '') return {};
  const lines = [...part.matchAll(/(\w*NetworkPolicy) '([^']+)' (\w+)/g)];
  const named = (wanted: (verb: string) => boolean): string[] => [
    ...new Set(lines.filter(([, , , verb = '']) => wanted(verb)).map(([, kind, policy]) => `${kind} ${policy}`)),
  ];
  const direction = {
    isAllowed: part.startsWith(`${name} (Allowed)`),
    policies: named((verb) => verb !== 'passes'),
    passing: named((verb) => verb === 'passes'),
  };
  return { [name.toLowerCase()]: direction };
}

export interface GoldenDifference {
  readonly from: string;
  readonly to: string;
  readonly before: PortSet;
  readonly after: PortSet;
}

export function parseDifference(text: string, format: string): GoldenDifference[] {
  return text.split('\n').flatMap((line) => {
    const cells =
      /source: (.+?), destination: (.+?), (?:ref|dir)1: (.+?), (?:ref|dir)2: (.+?)(?:, workloads-diff-info: .*)?$/.exec(line)?.slice(1) ??
      csvDifference(line, format);
    if (!cells) return [];
    const [from = '', to = '', before = '', after = ''] = cells;
    return [{ from, to, before: parsePorts(before), after: parsePorts(after) }];
  });
}

function csvDifference(line: string, format: string): string[] | undefined {
  const cells = [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return format === 'csv' && ['added', 'removed', 'changed'].includes(cells[0] ?? '') ? cells.slice(1, 5) : undefined;
}

/**
 * A place in the exposure section as a pod that is there: `new-ns/[pod with {app=new}]`, `[namespace with {a=b}]/[all pods]`. Of a list of values
 * the first one is taken; what must not be there is not.
 */
export function imagine(place: string): ImaginedPod | undefined {
  const [, namespace = '', namespaceSelector = '', podSelector = ''] = /^(?:([^[\]/]+)|\[(.+?)\])\/\[(.+)\]$/.exec(place) ?? [];
  if (podSelector === '') return undefined;
  return { namespace: namespace || 'imagined', namespaceLabels: labelsIn(namespaceSelector), labels: labelsIn(podSelector), ports: [] };
}

function labelsIn(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w./-]+)=([\w.-]+)/g)].map(([, key = '', value = '']) => [key, value] as const);
  const expressions = [...text.matchAll(/Key:([^,]+),Operator:(In|Exists),Values:\[([^\s\]]*)/g)].map(
    ([, key = '', , value]) => [key, value || 'any'] as const,
  );
  return Object.fromEntries([...pairs, ...expressions]);
}
