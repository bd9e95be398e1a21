import { booleanAt, isRecord, listAt, numberAt, recordAt, stringAt } from '../../core/index.ts';
import { FLOW_PROTOCOLS, type FlowEnd, type FlowLine, isAnswer, isFlowPort, malformed, other } from './flow-record.ts';

/**
 * A flow as `hubble observe -o json` prints it: an object with `flow`, or in older versions the flow itself. Source of truth:
 * https://github.com/cilium/cilium/blob/04bbfcb5ddb0c31cd0f130cb4e1f0f5e6e6ec768/api/v1/flow/flow.proto
 */
export function readHubbleFlow(value: unknown): FlowLine {
  const flow = isRecord(recordAt(value)['flow']) ? recordAt(value, 'flow') : value;
  const verdict = stringAt(flow, 'verdict');
  if (verdict === undefined) return malformed('a flow without a verdict');
  if (!PASSED.has(verdict)) return other('denied');
  const l4 = Object.entries(recordAt(flow, 'l4'))[0];
  const [protocol, header] = l4 ?? ['', undefined];
  if (!FLOW_PROTOCOLS.has(protocol)) return other('no-port');
  const port = numberAt(header, 'destination_port');
  if (!isFlowPort(port)) return malformed('a flow without a destination port');
  if (isReply(flow, header, port)) return other('reply');
  const [from, to] = [endOf(flow, 'source'), endOf(flow, 'destination')];
  if (!from || !to) return malformed('a flow without a source or a destination');
  return { kind: 'flow', from, to, protocol, port };
}

/** AUDIT is what a policy would have denied, were it enforced. */
const PASSED: ReadonlySet<string> = new Set(['FORWARDED', 'REDIRECTED', 'TRANSLATED', 'TRACED', 'AUDIT']);

/** `is_reply` is absent where Cilium could not tell; then the flags of TCP say who opened the connection, or the higher port who answers it. */
function isReply(flow: unknown, header: unknown, port: number): boolean {
  const said = booleanAt(flow, 'is_reply') ?? (booleanAt(flow, 'reply') === true ? true : undefined);
  if (said !== undefined) return said;
  const [syn, ack] = [booleanAt(header, 'flags', 'SYN') === true, booleanAt(header, 'flags', 'ACK') === true];
  if (syn) return ack;
  const source = numberAt(header, 'source_port');
  return source !== undefined && isAnswer(source, port);
}

const RESERVED: Readonly<Record<string, FlowEnd['reserved']>> = {
  'reserved:kube-apiserver': 'api-server',
  'reserved:remote-node': 'node',
  'reserved:host': 'own-node',
  'reserved:health': 'own-node',
  'reserved:ingress': 'ingress',
  'reserved:world': 'world',
  'reserved:world-ipv4': 'world',
  'reserved:world-ipv6': 'world',
};

function endOf(flow: unknown, field: 'source' | 'destination'): FlowEnd | undefined {
  const end = recordAt(flow, field);
  const words = listAt(end, 'labels').filter((one) => typeof one === 'string');
  const [namespace, pod, address] = [stringAt(end, 'namespace'), stringAt(end, 'pod_name'), stringAt(flow, 'IP', field)];
  const reserved = Object.entries(RESERVED).find(([label]) => words.includes(label))?.[1];
  if (!namespace && address === undefined && reserved === undefined) return undefined;
  const workloads = listAt(end, 'workloads').flatMap((one) => {
    const [kind, name] = [stringAt(one, 'kind'), stringAt(one, 'name')];
    return kind !== undefined && name !== undefined ? [{ kind, name }] : [];
  });
  return {
    ...(namespace ? { namespace, labels: labelsOf(words) } : {}),
    ...(pod ? { pod } : {}),
    ...(workloads.length > 0 ? { workloads } : {}),
    ...(address === undefined ? {} : { address }),
    ...(reserved === undefined ? {} : { reserved }),
  };
}

/** Cilium writes labels as `source:key=value`; those it makes itself are of no use here. */
function labelsOf(words: readonly string[]): Readonly<Record<string, string>> {
  const own = words.filter(
    (word) => word.startsWith('k8s:') && !word.startsWith('k8s:io.cilium.') && !word.startsWith('k8s:io.kubernetes.'),
  );
  return Object.fromEntries(
    own.map((word) => {
      const equals = word.indexOf('=');
      return equals < 0 ? [word.slice(4), ''] : [word.slice(4, equals), word.slice(equals + 1)];
    }),
  );
}
