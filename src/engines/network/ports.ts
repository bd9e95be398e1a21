import { type Boundaries, includes, intersect, rangesOf, subtract, unite } from './boundaries.ts';

/** The protocols a NetworkPolicy can name; what it means for others is up to the network plugin. */
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

export function isProtocol(value: unknown): value is Protocol {
  return PROTOCOLS.includes(value as Protocol);
}

export const LAST_PORT = 65_535;

export function isPortNumber(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= LAST_PORT;
}

const EVERY_PORT: Boundaries<number> = [1, LAST_PORT + 1];

/** Ports for each protocol, from 1 to 65535. Equal sets have equal values. */
export type PortSet = Readonly<Record<Protocol, Boundaries<number>>>;

export const NO_PORTS: PortSet = { TCP: [], UDP: [], SCTP: [] };
export const ALL_PORTS: PortSet = { TCP: EVERY_PORT, UDP: EVERY_PORT, SCTP: EVERY_PORT };

/** Ports `first` to `last` of one protocol, all of them by default; what lies outside 1 to 65535 is left out. */
export function portRange(protocol: Protocol, first = 1, last: number = LAST_PORT): PortSet {
  const [start, end] = [Math.max(1, first), Math.min(LAST_PORT, last) + 1];
  return start < end ? { ...NO_PORTS, [protocol]: [start, end] } : NO_PORTS;
}

export function unitePorts(left: PortSet, right: PortSet): PortSet {
  return { TCP: unite(left.TCP, right.TCP), UDP: unite(left.UDP, right.UDP), SCTP: unite(left.SCTP, right.SCTP) };
}

export function intersectPorts(left: PortSet, right: PortSet): PortSet {
  return { TCP: intersect(left.TCP, right.TCP), UDP: intersect(left.UDP, right.UDP), SCTP: intersect(left.SCTP, right.SCTP) };
}

export function subtractPorts(left: PortSet, right: PortSet): PortSet {
  return { TCP: subtract(left.TCP, right.TCP), UDP: subtract(left.UDP, right.UDP), SCTP: subtract(left.SCTP, right.SCTP) };
}

export function hasPort(set: PortSet, protocol: Protocol, port: number): boolean {
  return includes(set[protocol], port);
}

export function isEmptyPorts(set: PortSet): boolean {
  return set.TCP.length === 0 && set.UDP.length === 0 && set.SCTP.length === 0;
}

/** The same text for equal sets, and for no others. */
export function portsKey(set: PortSet): string {
  return `${set.TCP.join()};${set.UDP.join()};${set.SCTP.join()}`;
}

/** `TCP 80,443-445,UDP 53`; `all` for every port of every protocol, `none` for no port. */
export function formatPorts(set: PortSet): string {
  if (isEmptyPorts(set)) return 'none';
  if (isEmptyPorts(subtractPorts(ALL_PORTS, set))) return 'all';
  return PROTOCOLS.flatMap((protocol) => {
    const ranges = [...rangesOf(set[protocol])].map(([start, end]) => (end - start === 1 ? String(start) : `${start}-${end - 1}`));
    return ranges.length > 0 ? `${protocol} ${ranges.join()}` : [];
  }).join();
}
