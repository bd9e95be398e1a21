/** One end of a logged flow, as far as the log names it. */
export interface FlowEnd {
  readonly namespace?: string;
  readonly pod?: string;
  readonly workloads?: readonly { readonly kind: string; readonly name: string }[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly address?: string;
  /** What the end is where it is no pod. */
  readonly reserved?: 'world' | 'node' | 'own-node' | 'api-server' | 'ingress';
}

/** A connection that somebody opened and that got through. */
export interface FlowRecord {
  readonly kind: 'flow';
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  /** `TCP`, `UDP`, `SCTP`. */
  readonly protocol: string;
  readonly port: number;
}

/** What a line of a log says: a flow, something that is none (with the reason), or nothing that can be read. */
export type FlowLine =
  | FlowRecord
  | { readonly kind: 'other'; readonly why: FlowSkip }
  | { readonly kind: 'malformed'; readonly message: string };

/** Why a line that can be read is no flow to keep. */
export type FlowSkip = 'empty' | 'reply' | 'denied' | 'no-port' | 'other-event';

export const FLOW_PROTOCOLS: ReadonlySet<string> = new Set(['TCP', 'UDP', 'SCTP']);

export function malformed(message: string): FlowLine {
  return { kind: 'malformed', message };
}

export function other(why: FlowSkip): FlowLine {
  return { kind: 'other', why };
}

export function isFlowPort(port: unknown): port is number {
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535;
}

/** Linux takes the port of who connects from 32768 up: https://docs.kernel.org/networking/ip-sysctl.html (ip_local_port_range). */
const FIRST_EPHEMERAL = 32_768;

/** Whether a packet is an answer by its ports alone: it goes to a port that programs only connect from, and comes from another. */
export function isAnswer(sourcePort: number, destinationPort: number): boolean {
  return destinationPort >= FIRST_EPHEMERAL && sourcePort < FIRST_EPHEMERAL;
}
