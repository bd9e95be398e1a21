import { compareText, listAt, numberAt, recordAt, stringAt, valueAt } from '../../core/index.ts';
import type { NetworkObject, ObjectIndex } from './objects.ts';
import type { NetworkPod } from './pods.ts';
import { isPortNumber, isProtocol, NO_PORTS, type PortSet, type Protocol, portRange, unitePorts } from './ports.ts';

export interface ServicePort {
  readonly name?: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** A number, or the name of a container port that each pod resolves by itself. */
  readonly targetPort: number | string;
  readonly nodePort?: number;
}

/** A Service. Source of truth: https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
export interface NetworkService {
  readonly namespace: string;
  readonly name: string;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** Names resolve to the pods themselves; no address stands before them. */
  readonly isHeadless: boolean;
  readonly externalName?: string;
  /** Whether pods see the address of who connects; otherwise they may see that of a node. */
  readonly keepsSourceAddress: boolean;
  readonly externalIPs: readonly string[];
  readonly ports: readonly ServicePort[];
  /** The pods it leads to; empty for one without a selector, whose endpoints are made by hand. */
  readonly pods: readonly NetworkPod[];
  readonly object: NetworkObject;
}

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;

export function readServices(index: ObjectIndex, pods: readonly NetworkPod[], defaultNamespace: string): NetworkService[] {
  const byNamespace = Map.groupBy(pods, ({ namespace }) => namespace);
  return index.ofKind('', 'Service').map((object) => {
    const namespace = object.namespace ?? defaultNamespace;
    const { value } = object;
    const type = TYPES.find((one) => one === stringAt(value, 'spec', 'type')) ?? 'ClusterIP';
    const externalName = stringAt(value, 'spec', 'externalName');
    return {
      namespace,
      name: object.name,
      type,
      isHeadless: type === 'ClusterIP' && stringAt(value, 'spec', 'clusterIP') === 'None',
      ...(type === 'ExternalName' && externalName !== undefined ? { externalName } : {}),
      keepsSourceAddress: stringAt(value, 'spec', 'externalTrafficPolicy') === 'Local',
      externalIPs: listAt(value, 'spec', 'externalIPs').map(String),
      ports: listAt(value, 'spec', 'ports').flatMap(readPort),
      pods: type === 'ExternalName' ? [] : selectedPods(recordAt(value, 'spec', 'selector'), byNamespace.get(namespace) ?? []),
      object,
    };
  });
}

/** A Service without a selector selects nothing, unlike a label selector. */
function selectedPods(selector: Readonly<Record<string, unknown>>, pods: readonly NetworkPod[]): NetworkPod[] {
  const pairs = Object.entries(selector);
  return pairs.length === 0 ? [] : pods.filter(({ labels }) => pairs.every(([key, value]) => labels[key] === value));
}

function readPort(port: unknown): ServicePort[] {
  const [name, number, nodePort] = [stringAt(port, 'name'), numberAt(port, 'port'), numberAt(port, 'nodePort')];
  const protocol = stringAt(port, 'protocol') ?? 'TCP';
  if (number === undefined || !isPortNumber(number) || !isProtocol(protocol)) return [];
  const target = valueAt(port, ['targetPort']);
  // Zero and the empty text stand for a target that was not given.
  const targetPort = (typeof target === 'number' || typeof target === 'string') && target !== 0 && target !== '' ? target : number;
  return [{ protocol, port: number, targetPort, ...(name === undefined ? {} : { name }), ...(nodePort === undefined ? {} : { nodePort }) }];
}

/** The port of a pod that a port of a Service leads to; none where it names a port the pod does not have. */
export function targetOf({ protocol, targetPort }: ServicePort, pod: NetworkPod): PortSet {
  if (typeof targetPort === 'number') return portRange(protocol, targetPort, targetPort);
  const named = pod.ports.find((port) => port.name === targetPort && port.protocol === protocol);
  return named ? portRange(protocol, named.port, named.port) : NO_PORTS;
}

export interface Target {
  readonly pod: NetworkPod;
  readonly ports: PortSet;
}

/** The pods that some ports of a Service lead to, each with its own port numbers, in the order of their names. */
export function targetsOf(service: NetworkService, ports: readonly ServicePort[] = service.ports): Target[] {
  return service.pods
    .map((pod) => ({ pod, ports: ports.reduce((set, port) => unitePorts(set, targetOf(port, pod)), NO_PORTS) }))
    .sort((a, b) => compareText(a.pod.id, b.pod.id));
}
