import { FLOW_PROTOCOLS, type FlowLine, isAnswer, isFlowPort, malformed, other } from './flow-record.ts';

/** Names of columns that exports of flow logs use for the same thing, in lower case. The first is the one to write. */
const COLUMNS = {
  source: ['src', 'srcaddr', 'src_addr', 'src_ip', 'source', 'source_ip', 'source_address'],
  destination: ['dst', 'dstaddr', 'dst_addr', 'dst_ip', 'dest', 'destination', 'destination_ip', 'destination_address'],
  sourcePort: ['src_port', 'srcport', 'source_port'],
  port: ['dst_port', 'dstport', 'dest_port', 'destination_port', 'port'],
  protocol: ['protocol', 'proto'],
  action: ['action', 'verdict', 'disposition'],
} as const;

type Column = keyof typeof COLUMNS;
export type CsvHeader = Readonly<Record<Column, number>>;

/** The columns of a header line, or what is missing in it. */
export function readCsvHeader(line: string): CsvHeader | { readonly missing: string } {
  const names = splitCells(line).map((name) => name.toLowerCase().replaceAll('-', '_'));
  const at = (column: Column): number => names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
  const header = {
    source: at('source'),
    destination: at('destination'),
    sourcePort: at('sourcePort'),
    port: at('port'),
    protocol: at('protocol'),
    action: at('action'),
  };
  const missing = (['source', 'destination', 'port'] as const).find((column) => header[column] < 0);
  return missing === undefined ? header : { missing: COLUMNS[missing][0] };
}

/** IANA numbers, which VPC flow logs write: https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html */
const NUMBERS: Readonly<Record<string, string>> = { '6': 'TCP', '17': 'UDP', '132': 'SCTP' };
const ACCEPTED: ReadonlySet<string> = new Set(['accept', 'accepted', 'allow', 'allowed', 'forwarded', 'pass', 'ok', '']);
const DENIED: ReadonlySet<string> = new Set(['reject', 'rejected', 'deny', 'denied', 'drop', 'dropped', 'block', 'blocked']);

export function readCsvFlow(line: string, header: CsvHeader): FlowLine {
  const cells = splitCells(line);
  const cell = (column: Column): string => (header[column] < 0 ? '' : (cells[header[column]] ?? ''));
  const action = cell('action').toLowerCase();
  if (DENIED.has(action)) return other('denied');
  if (!ACCEPTED.has(action)) return malformed(`the action "${cell('action')}" is neither accept nor reject`);
  const [source, destination, written] = [cell('source'), cell('destination'), cell('protocol')];
  if (source === '-' || destination === '-') return other('no-port');
  const protocol = NUMBERS[written] ?? (written === '' ? 'TCP' : written.toUpperCase());
  if (!FLOW_PROTOCOLS.has(protocol)) return other('no-port');
  const port = Number(cell('port'));
  if (!isAddress(source) || !isAddress(destination)) return malformed('a source or a destination that is no address');
  if (!/^\d+$/.test(cell('port')) || !isFlowPort(port)) return malformed(`"${cell('port')}" is no port`);
  // Such logs have a line for each direction; who answers has the lower port.
  if (cell('sourcePort') !== '' && isAnswer(Number(cell('sourcePort')), port)) return other('reply');
  return { kind: 'flow', from: { address: source }, to: { address: destination }, protocol, port };
}

function isAddress(text: string): boolean {
  return /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)$/i.test(text);
}

/** Cells of addresses and numbers hold no separators, so quotes only enclose. */
function splitCells(line: string): string[] {
  return line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}
