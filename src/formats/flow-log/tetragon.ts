import { listAt, numberAt, recordAt, stringAt, valueAt } from '../../core/index.ts';
import { type FlowEnd, type FlowLine, isFlowPort, malformed, other } from './flow-record.ts';

/**
 * An event of Tetragon's export: the kprobe `tcp_connect`, or `process_connect` of the enterprise edition. The destination is what the process
 * asked for, before a Service is resolved. Source of truth: https://github.com/cilium/tetragon/blob/15041bef1c0115fa2aa361d0442c490ef28e2460/api/v1/tetragon/tetragon.proto
 */
export function readTetragonEvent(value: unknown): FlowLine {
  const connect = valueAt(value, ['process_connect']);
  if (connect !== undefined) return flowOf(connect, connect, 'source_ip', 'destination_ip', 'destination_port');
  const probe = valueAt(value, ['process_kprobe']);
  if (stringAt(probe, 'function_name') !== 'tcp_connect') return other('other-event');
  if (KILLED.has(stringAt(probe, 'action') ?? '')) return other('denied');
  const socket = listAt(probe, 'args')
    .map((one) => valueAt(one, ['sock_arg']))
    .find((one) => one !== undefined);
  return socket === undefined ? malformed('tcp_connect without its socket') : flowOf(probe, socket, 'saddr', 'daddr', 'dport');
}

const KILLED: ReadonlySet<string> = new Set(['KPROBE_ACTION_SIGKILL', 'KPROBE_ACTION_OVERRIDE']);

const PROTOCOLS: Readonly<Record<string, string>> = { IPPROTO_TCP: 'TCP', IPPROTO_UDP: 'UDP', IPPROTO_SCTP: 'SCTP' };

function flowOf(event: unknown, socket: unknown, source: string, destination: string, portField: string): FlowLine {
  const [address, port] = [stringAt(socket, destination), numberAt(socket, portField)];
  if (address === undefined || !isFlowPort(port)) return malformed('a connection without an address or a port');
  const written = stringAt(socket, 'protocol') ?? 'TCP';
  const pod = recordAt(event, 'process', 'pod');
  const [namespace, name, workload, own] = [
    stringAt(pod, 'namespace'),
    stringAt(pod, 'name'),
    stringAt(pod, 'workload'),
    stringAt(socket, source),
  ];
  const from: FlowEnd = {
    ...(namespace === undefined ? {} : { namespace, labels: labelsOf(pod) }),
    ...(name === undefined ? {} : { pod: name }),
    ...(workload === undefined ? {} : { workloads: [{ kind: stringAt(pod, 'workload_kind') ?? 'Deployment', name: workload }] }),
    ...(own === undefined ? {} : { address: own }),
  };
  // A process outside any pod belongs to its node.
  if (namespace === undefined && own === undefined) return other('other-event');
  return { kind: 'flow', from, to: { address }, protocol: PROTOCOLS[written] ?? written, port };
}

function labelsOf(pod: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(recordAt(pod, 'pod_labels')).map(([key, value]) => [key, String(value)]));
}
