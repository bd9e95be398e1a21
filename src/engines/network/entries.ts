import { listAt, stringAt, valueAt } from '../../core/index.ts';
import type { NetworkObject, ObjectIndex } from './objects.ts';
import type { NetworkProblem } from './problem.ts';
import { type NetworkService, type ServicePort, type Target, targetsOf } from './services.ts';

/**
 * Whom a pod sees connecting: a controller, which is some pod that is not known; the address of a node (`translated`); or the address
 * of who really connects (`preserved`).
 */
export const ENTRY_SOURCES = ['controller', 'translated', 'preserved'] as const;
export type EntrySource = (typeof ENTRY_SOURCES)[number];

/** A way in from outside the cluster. `object` is what opens it: the Service itself, an Ingress, a route. */
export interface NetworkEntry {
  readonly kind: string;
  readonly object: NetworkObject;
  readonly service: NetworkService;
  readonly source: EntrySource;
  readonly targets: readonly Target[];
}

const GATEWAY = 'gateway.networking.k8s.io';
const GATEWAY_ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** The ways in of a index: Services of the two open types, Ingress, routes of the Gateway API, and routes of OpenShift. */
export function readEntries(
  index: ObjectIndex,
  services: readonly NetworkService[],
  defaultNamespace: string,
): { readonly entries: NetworkEntry[]; readonly problems: NetworkProblem[] } {
  const problems: NetworkProblem[] = [];
  const byName = new Map(services.map((service) => [`${service.namespace}/${service.name}`, service]));
  const entries = services.flatMap(serviceEntries);
  for (const backend of backendsOf(index, defaultNamespace)) {
    const service = byName.get(`${backend.namespace}/${backend.service}`);
    if (!service) {
      const message = `${backend.object.kind} ${backend.object.name} leads to Service ${backend.namespace}/${backend.service}, which is not among the objects`;
      problems.push({ code: 'not-found', object: backend.object, path: ['spec'], message });
      continue;
    }
    const targets = targetsOf(service, service.ports.filter(backend.choosesPort));
    entries.push({ kind: backend.object.kind, object: backend.object, service, source: 'controller', targets });
  }
  return { entries, problems };
}

function serviceEntries(service: NetworkService): NetworkEntry[] {
  const isOpen = service.type === 'NodePort' || service.type === 'LoadBalancer';
  if (!isOpen && (service.externalIPs.length === 0 || service.type === 'ExternalName')) return [];
  const source = service.keepsSourceAddress ? 'preserved' : 'translated';
  return [{ kind: isOpen ? service.type : 'ExternalIP', object: service.object, service, source, targets: targetsOf(service) }];
}

interface Backend {
  readonly object: NetworkObject;
  readonly namespace: string;
  readonly service: string;
  readonly choosesPort: (port: ServicePort) => boolean;
}

function* backendsOf(index: ObjectIndex, defaultNamespace: string): Generator<Backend> {
  for (const object of [...index.ofKind('networking.k8s.io', 'Ingress'), ...index.ofKind('extensions', 'Ingress')]) {
    for (const backend of ingressBackends(object.value)) yield { object, namespace: object.namespace ?? defaultNamespace, ...backend };
  }
  for (const object of index.ofKind('route.openshift.io', 'Route')) yield* openShiftBackends(object, defaultNamespace);
  for (const kind of GATEWAY_ROUTES) {
    for (const object of index.ofKind(GATEWAY, kind)) yield* gatewayBackends(index, object, defaultNamespace);
  }
}

/** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/; the older forms are still found in files. */
function ingressBackends(value: unknown): Pick<Backend, 'service' | 'choosesPort'>[] {
  const paths = listAt(value, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths'));
  const backends = [
    valueAt(value, ['spec', 'defaultBackend']),
    valueAt(value, ['spec', 'backend']),
    ...paths.map((path) => valueAt(path, ['backend'])),
  ];
  return backends.flatMap((backend) => {
    const service = stringAt(backend, 'service', 'name') ?? stringAt(backend, 'serviceName');
    const wanted = ['name', 'number'].map((field) => valueAt(backend, ['service', 'port', field])).find((one) => one !== undefined);
    const port = wanted ?? valueAt(backend, ['servicePort']);
    return service === undefined ? [] : [{ service, choosesPort: (one: ServicePort) => port === one.name || port === one.port }];
  });
}

/** https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/network_apis/route-route-openshift-io-v1 */
function* openShiftBackends(object: NetworkObject, defaultNamespace: string): Generator<Backend> {
  const wanted = valueAt(object.value, ['spec', 'port', 'targetPort']);
  for (const backend of [valueAt(object.value, ['spec', 'to']), ...listAt(object.value, 'spec', 'alternateBackends')]) {
    const service = stringAt(backend, 'name');
    if (service === undefined) continue;
    const choosesPort = ({ name, targetPort }: ServicePort): boolean => wanted === undefined || wanted === name || wanted === targetPort;
    yield { object, namespace: object.namespace ?? defaultNamespace, service, choosesPort };
  }
}

/** https://gateway-api.sigs.k8s.io/reference/spec/#backendref */
function* gatewayBackends(index: ObjectIndex, object: NetworkObject, defaultNamespace: string): Generator<Backend> {
  const own = object.namespace ?? defaultNamespace;
  const parents = listAt(object.value, 'spec', 'parentRefs');
  // Attached to Services alone it is about traffic inside a mesh: https://gateway-api.sigs.k8s.io/mesh/
  if (parents.length > 0 && parents.every((parent) => stringAt(parent, 'kind') === 'Service')) return;
  const protocol = object.kind === 'UDPRoute' ? 'UDP' : 'TCP';
  for (const backend of listAt(object.value, 'spec', 'rules').flatMap((rule) => listAt(rule, 'backendRefs'))) {
    const service = stringAt(backend, 'name');
    const namespace = stringAt(backend, 'namespace') ?? own;
    const isService = (stringAt(backend, 'group') ?? '') === '' && (stringAt(backend, 'kind') ?? 'Service') === 'Service';
    if (service === undefined || !isService || (namespace !== own && !isGranted(index, object.kind, own, namespace, service))) continue;
    const port = valueAt(backend, ['port']);
    yield { object, namespace, service, choosesPort: (one) => one.port === port && one.protocol === protocol };
  }
}

/** A route reaches into another namespace only where that namespace grants it: https://gateway-api.sigs.k8s.io/api-types/referencegrant/ */
function isGranted(index: ObjectIndex, kind: string, from: string, to: string, service: string): boolean {
  return index.ofKind(GATEWAY, 'ReferenceGrant').some(({ namespace, value }) => {
    const isFrom = listAt(value, 'spec', 'from').some(
      (one) => stringAt(one, 'group') === GATEWAY && stringAt(one, 'kind') === kind && stringAt(one, 'namespace') === from,
    );
    const isTo = listAt(value, 'spec', 'to').some(
      (one) => stringAt(one, 'kind') === 'Service' && (stringAt(one, 'name') ?? service) === service,
    );
    return namespace === to && isFrom && isTo;
  });
}
