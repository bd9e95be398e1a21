import { didYouMean } from '../../core/index.ts';
import {
  addressesOf,
  type Endpoint,
  isProtocol,
  type NetworkPod,
  type NetworkService,
  type ServicePort,
} from '../../engines/network/index.ts';
import { parseAddress, parseCidr } from '../../kubernetes/index.ts';
import { UsageError } from '../usage-error.ts';
import type { NetworkState } from './read-connectivity.ts';

/** Who connects, or to whom, as somebody named it. */
export interface AskedEnd {
  /** How people name it. */
  readonly title: string;
  readonly endpoint: Endpoint;
  /** Set where a Service was named: connections to its ports go to those of its pods. */
  readonly service?: NetworkService;
}

export interface AskedPort {
  readonly protocol: string;
  /** A number, the name of a port of the pods or of the Service, or `undefined` for every port. */
  readonly port: number | string | undefined;
}

/** Where clouds answer with credentials of the node: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html */
export const METADATA_ADDRESS = '169.254.169.254';

const WORKLOADS: Readonly<Record<string, string>> = {
  pod: 'Pod',
  po: 'Pod',
  deployment: 'Deployment',
  deploy: 'Deployment',
  statefulset: 'StatefulSet',
  sts: 'StatefulSet',
  daemonset: 'DaemonSet',
  ds: 'DaemonSet',
  job: 'Job',
  cronjob: 'CronJob',
  cj: 'CronJob',
  replicaset: 'ReplicaSet',
  rs: 'ReplicaSet',
};

/** Splits `NAME:PORT/PROTOCOL`; an IPv6 address with a port stands in brackets. */
export function splitPort(text: string): { readonly name: string; readonly port: AskedPort } {
  const [, bracketed, after] = /^\[([^\]]+)\](?::(.+))?$/.exec(text) ?? [];
  if (bracketed !== undefined) return { name: bracketed, port: parsePort(after) };
  if (parseAddress(text) ?? parseCidr(text)) return { name: text, port: parsePort(undefined) };
  const colon = text.lastIndexOf(':');
  if (colon < 0) return { name: text, port: parsePort(undefined) };
  return { name: text.slice(0, colon), port: parsePort(text.slice(colon + 1)) };
}

function parsePort(text: string | undefined): AskedPort {
  if (text === undefined) return { protocol: 'TCP', port: undefined };
  const [first = '', second] = text.split('/');
  const isOnlyProtocol = second === undefined && /^[a-z]+$/i.test(first) && isProtocol(first.toUpperCase());
  const protocol = (isOnlyProtocol ? first : (second ?? 'TCP')).toUpperCase();
  if (isOnlyProtocol) return { protocol, port: undefined };
  const number = Number(first);
  if (/^\d+$/.test(first)) {
    if (number < 1 || number > 65_535) throw new UsageError(`there is no port ${first}`, { hint: 'ports go from 1 to 65535' });
    return { protocol, port: number };
  }
  if (first === '') throw new UsageError(`"${text}" names no port`, { hint: 'write PORT or PORT/PROTOCOL, for example 443 or 53/UDP' });
  return { protocol, port: first };
}

/** What a word means as one end of a flow. Throws a UsageError with the nearest name where it means nothing. */
export function askEnd(text: string, state: NetworkState): AskedEnd {
  if (text === 'internet') return { title: 'internet', endpoint: { kind: 'external' } };
  if (text === 'metadata') return addressEnd(METADATA_ADDRESS, 'the metadata address') ?? unknownEnd(text, state);
  const address = addressEnd(text, text);
  if (address) return address;
  const words = text.split('/');
  const [first = '', second = '', third = ''] = words;
  const kind = first.toLowerCase();
  if (words.length === 2 && (kind === 'ns' || kind === 'namespace')) return namespaceEnd(second, state);
  if (words.length === 3 && (kind === 'svc' || kind === 'service')) return serviceEnd(second, third, state) ?? unknownEnd(text, state);
  if (words.length === 3) {
    const wanted = WORKLOADS[kind] ?? first;
    return workloadEnd(second, third, state, wanted) ?? unknownEnd(text, state);
  }
  if (words.length === 2) return workloadEnd(first, second, state) ?? serviceEnd(first, second, state) ?? unknownEnd(text, state);
  const { pods } = state.connectivity.network;
  const named = new Set(pods.filter(({ workload, name }) => workload.name === text || name === text).map(({ namespace }) => namespace));
  const [namespace, another] = named;
  if (namespace !== undefined && another === undefined) return workloadEnd(namespace, text, state) ?? unknownEnd(text, state);
  if (another !== undefined) {
    throw new UsageError(`"${text}" is in ${named.size} namespaces`, {
      hint: `write one of: ${[...named].map((one) => `${one}/${text}`).join(', ')}`,
    });
  }
  return unknownEnd(text, state);
}

function addressEnd(text: string, title: string): AskedEnd | undefined {
  const address = parseAddress(text);
  if (address) return { title, endpoint: { kind: 'address', address } };
  const range = parseCidr(text);
  return range && { title, endpoint: { kind: 'addresses', addresses: addressesOf(range) } };
}

function namespaceEnd(name: string, state: NetworkState): AskedEnd {
  const pods = state.connectivity.network.pods.filter(({ namespace }) => namespace === name);
  if (pods.length === 0) return unknownEnd(`ns/${name}`, state);
  return { title: `namespace ${name}`, endpoint: { kind: 'pods', name, pods } };
}

function workloadEnd(namespace: string, name: string, state: NetworkState, kind?: string): AskedEnd | undefined {
  const all = state.connectivity.network.pods.filter((pod) => pod.namespace === namespace);
  const pods = all.filter(({ workload }) => workload.name === name && (kind === undefined || workload.kind === kind));
  const found = pods.length > 0 ? pods : all.filter((pod) => pod.name === name && (kind === undefined || pod.object.kind === kind));
  const [first] = found;
  if (!first) return undefined;
  return { title: titleOf(first), endpoint: found.length === 1 ? { kind: 'pod', pod: first } : { kind: 'pods', name, pods: found } };
}

function serviceEnd(namespace: string, name: string, state: NetworkState): AskedEnd | undefined {
  const service = state.connectivity.network.services.find((one) => one.namespace === namespace && one.name === name);
  if (!service) return undefined;
  return { title: `Service ${namespace}/${name}`, endpoint: { kind: 'pods', name, pods: service.pods }, service };
}

/** `Deployment shop/web` */
export function titleOf({ workload: { kind, namespace, name } }: NetworkPod): string {
  return `${kind} ${namespace}/${name}`;
}

function unknownEnd(text: string, state: NetworkState): never {
  const { pods, services } = state.connectivity.network;
  const names = [
    ...pods.flatMap(({ workload }) => [`${workload.namespace}/${workload.name}`, workload.name]),
    ...services.flatMap(({ namespace, name }) => [`${namespace}/${name}`, name, `svc/${namespace}/${name}`]),
    ...pods.map(({ namespace }) => `ns/${namespace}`),
    'internet',
    'metadata',
  ];
  const nearest = didYouMean(text, new Set(names));
  throw new UsageError(`nothing here is called "${text}"`, {
    hint:
      nearest === undefined
        ? 'name NAMESPACE/NAME of a workload, pod or Service, KIND/NAMESPACE/NAME, ns/NAME, an address, a range, internet, or metadata'
        : `did you mean "${nearest}"?`,
  });
}

/** A flow to one port, as policies see it. */
export interface AskedFlow {
  readonly to: Endpoint;
  readonly protocol: string;
  readonly port: number;
  /** Says which port of a Service or which name led to it. */
  readonly title: string;
}

/** The flows that a question with a port is about: the ports of pods behind that of a Service, or those of a name. Empty where nothing has it. */
export function flowsTo({ endpoint, service }: AskedEnd, { protocol, port }: AskedPort): AskedFlow[] {
  if (service) return serviceFlows(service, protocol, port);
  if (typeof port === 'number') return [{ to: endpoint, protocol, port, title: `${protocol} ${port}` }];
  if (port === undefined) return [];
  return podsOf(endpoint).flatMap((pod): AskedFlow[] => {
    const named = pod.ports.find((one) => one.name === port && one.protocol === protocol);
    return named ? [{ to: { kind: 'pod', pod }, protocol, port: named.port, title: `${protocol} ${named.port} (${port})` }] : [];
  });
}

export function podsOf(endpoint: Endpoint): readonly NetworkPod[] {
  if (endpoint.kind === 'pod') return [endpoint.pod];
  return endpoint.kind === 'pods' ? endpoint.pods : [];
}

function serviceFlows({ ports, pods }: NetworkService, protocol: string, port: number | string | undefined): AskedFlow[] {
  const chosen = ports.filter(
    (one) => (port === undefined || one.port === port || one.name === port) && (port === undefined || one.protocol === protocol),
  );
  return chosen.flatMap((one) => pods.flatMap((pod) => serviceFlow(one, pod)));
}

function serviceFlow({ port, protocol, targetPort }: ServicePort, pod: NetworkPod): AskedFlow[] {
  const number =
    typeof targetPort === 'number' ? targetPort : pod.ports.find((one) => one.name === targetPort && one.protocol === protocol)?.port;
  if (number === undefined) return [];
  const through = number === port ? '' : ` (port ${port} of the Service)`;
  return [{ to: { kind: 'pod', pod }, protocol, port: number, title: `${protocol} ${number}${through}` }];
}
