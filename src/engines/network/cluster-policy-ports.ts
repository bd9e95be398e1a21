import { type FieldPath, isRecord, listAt, numberAt, stringAt, valueAt } from '../../core/index.ts';
import type { PortMatch } from './policy.ts';
import { isPortNumber, isProtocol, type Protocol } from './ports.ts';
import type { Report } from './problem.ts';

const PROTOCOL_FIELDS = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const;

/** The ports of a rule: `protocols` of ClusterNetworkPolicy, `ports` of the two older kinds. */
export function readClusterPorts(root: unknown, path: FieldPath, isNew: boolean, report: Report): 'all' | readonly PortMatch[] {
  const field = isNew ? 'protocols' : 'ports';
  const list = listAt(root, ...path, field);
  if (list.length === 0) return 'all';
  return list.flatMap((_, index) => (isNew ? readProtocol : readOlderPort)(root, [...path, field, index], report));
}

function readProtocol(root: unknown, path: FieldPath, report: Report): PortMatch[] {
  const name = stringAt(root, ...path, 'destinationNamedPort');
  if (name !== undefined) return [{ kind: 'named', name }];
  for (const [field, protocol] of Object.entries(PROTOCOL_FIELDS)) {
    if (valueAt(root, [...path, field]) === undefined) continue;
    const portPath = [...path, field, 'destinationPort'];
    const number = numberAt(root, ...portPath, 'number');
    if (number !== undefined) return readRange(protocol, number, number, [...portPath, 'number'], report);
    if (isRecord(valueAt(root, [...portPath, 'range']))) return readBounds(protocol, root, [...portPath, 'range'], report);
    report('invalid-port', portPath, 'destinationPort needs number or range');
    return [];
  }
  report('unknown-protocol', path, 'a protocol is tcp, udp, sctp or destinationNamedPort');
  return [];
}

function readOlderPort(root: unknown, path: FieldPath, report: Report): PortMatch[] {
  const name = stringAt(root, ...path, 'namedPort');
  if (name !== undefined) return [{ kind: 'named', name }];
  const field = isRecord(valueAt(root, [...path, 'portNumber'])) ? 'portNumber' : 'portRange';
  const own = [...path, field];
  if (!isRecord(valueAt(root, own))) {
    report('invalid-port', path, 'a port is portNumber, portRange or namedPort');
    return [];
  }
  const protocol = valueAt(root, [...own, 'protocol']) ?? 'TCP';
  if (!isProtocol(protocol)) {
    report('unknown-protocol', [...own, 'protocol'], `"${String(protocol)}" is none of TCP, UDP, SCTP`);
    return [];
  }
  if (field === 'portRange') return readBounds(protocol, root, own, report);
  const port = numberAt(root, ...own, 'port') ?? 0;
  return readRange(protocol, port, port, [...own, 'port'], report);
}

function readBounds(protocol: Protocol, root: unknown, path: FieldPath, report: Report): PortMatch[] {
  const [start, end] = [numberAt(root, ...path, 'start') ?? 0, numberAt(root, ...path, 'end') ?? 0];
  if (isPortNumber(start) && isPortNumber(end) && start >= end) {
    report('end-port-below-port', [...path, 'end'], `end ${end} is not above start ${start}`);
    return [];
  }
  return readRange(protocol, start, end, path, report);
}

function readRange(protocol: Protocol, first: number, last: number, path: FieldPath, report: Report): PortMatch[] {
  if (isPortNumber(first) && isPortNumber(last)) return [{ kind: 'range', protocol, first, last }];
  report('invalid-port', path, 'a port is a number from 1 to 65535');
  return [];
}
