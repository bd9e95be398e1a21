import { rangesOf } from '../boundaries.ts';
import type { Network } from '../network.ts';
import { indexObjects, type NetworkObject, type ObjectIndex } from '../objects.ts';
import type { NetworkPod } from '../pods.ts';
import { PROTOCOLS, type Protocol } from '../ports.ts';
import type { NetworkService, ServicePort } from '../services.ts';
import { targetOf } from '../services.ts';
import { type Block, EVERY_ADDRESS, type Need, type NeedEnd } from './need.ts';
import { groupForPolicies, type PolicyGroup } from './policy-groups.ts';

export interface GenerateOptions {
  /** Where objects stand that name no namespace. */
  readonly defaultNamespace: string;
  /** The namespaces to write policies for; all but the system's by default. */
  readonly namespaces?: readonly string[];
  /** Addresses of the API server; every address where none is known. */
  readonly apiServer?: readonly string[];
  /** Addresses of nodes; every address where none is known. */
  readonly nodes?: readonly string[];
  /** Namespaces of ingress controllers; every pod of the cluster where none is known. */
  readonly ingressControllers?: readonly string[];
}

/** Something a reviewer must know that is no flow. */
export type Remark = string;

/** What is needed, and by whom: policies are written from it, and proven against it. */
export interface Plan {
  readonly network: Network;
  readonly options: GenerateOptions;
  readonly groups: readonly PolicyGroup[];
  /** The namespaces that get policies. */
  readonly governed: ReadonlySet<string>;
  readonly needs: readonly Need[];
  readonly remarks: readonly Remark[];
}

/** What readers of needs look things up in. */
export interface Lookup {
  readonly network: Network;
  readonly index: ObjectIndex;
  readonly options: GenerateOptions;
  readonly groups: readonly PolicyGroup[];
  readonly apiServer: NeedEnd;
  readonly nodes: NeedEnd;
  endOf(pod: NetworkPod): NeedEnd;
  service(namespace: string, name: string): NetworkService | undefined;
}

export const API_PORTS: readonly number[] = [443, 6443];

/** Namespaces that hold the cluster itself. */
const SYSTEM: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

export function createLookup(network: Network, objects: readonly NetworkObject[], options: GenerateOptions): Lookup {
  const groups = groupForPolicies(network.pods);
  const groupOf = new Map(groups.flatMap((group) => group.pods.map((pod) => [pod, group] as const)));
  const services = new Map(network.services.map((service) => [`${service.namespace}/${service.name}`, service]));
  const nodes = addressEnd('the nodes of the cluster', options.nodes);
  return {
    network,
    index: indexObjects(objects, options.defaultNamespace),
    options,
    groups,
    apiServer: addressEnd('the API server', options.apiServer),
    nodes,
    endOf: (pod) => {
      const group = groupOf.get(pod);
      return group ? { kind: 'group', group } : nodes;
    },
    service: (namespace, name) => services.get(`${namespace}/${name}`),
  };
}

function addressEnd(title: string, ranges: readonly string[] = []): NeedEnd {
  const blocks = ranges.length > 0 ? ranges.map((cidr): Block => ({ cidr, except: [] })) : EVERY_ADDRESS;
  return { kind: 'addresses', title, blocks };
}

export function governedNamespaces({ groups, options }: Lookup): ReadonlySet<string> {
  const all = groups.map(({ namespace }) => namespace);
  return new Set(options.namespaces ? all.filter((one) => options.namespaces?.includes(one)) : all.filter((one) => !SYSTEM.has(one)));
}

/** The port numbers of a pod behind a port of a Service. */
export function targetNumbers(port: ServicePort, pod: NetworkPod): { readonly protocol: Protocol; readonly port: number }[] {
  const set = targetOf(port, pod);
  return PROTOCOLS.flatMap((protocol) => [...rangesOf(set[protocol])].map(([start]) => ({ protocol, port: start })));
}
