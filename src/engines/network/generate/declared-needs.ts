import { listAt, numberAt, stringAt, valueAt } from '../../../core/index.ts';
import { parseAddress } from '../../../kubernetes/index.ts';
import { rangesOf } from '../boundaries.ts';
import { sourcesOf } from '../entry-reach.ts';
import type { NetworkObject } from '../objects.ts';
import type { NetworkPod } from '../pods.ts';
import { PROTOCOLS } from '../ports.ts';
import type { NetworkService, ServicePort } from '../services.ts';
import { createApiClients } from './api-clients.ts';
import { defaultPort, type HostReference, hostsIn, isHostKey } from './host-references.ts';
import { type NeedEnd, type NeedList, PUBLIC, type Reason } from './need.ts';
import { API_PORTS, type Lookup, type Remark, targetNumbers } from './plan.ts';
import { type PodText, textsOf } from './pod-texts.ts';

/** Adds the flows that manifests declare, and returns what a reviewer must know about those that could not be followed. */
export function addDeclaredNeeds(lookup: Lookup, needs: NeedList): Remark[] {
  const remarks = new Set<Remark>();
  const hostsOf = createHostReader();
  const apiReason = createApiClients(lookup.index, lookup.options.defaultNamespace);
  for (const pod of lookup.network.pods) {
    const reason = apiReason(pod);
    if (reason) addApiAccess(lookup, needs, pod, reason);
    const scraped = pod.view?.metadata.annotations ?? {};
    if (scraped['prometheus.io/scrape'] === 'true')
      remarks.add(
        `${titleOf(pod)} asks to be scraped${scraped['prometheus.io/port'] === undefined ? '' : ` on port ${scraped['prometheus.io/port']}`}, and nothing says by whom, so nothing is opened for it`,
      );
    for (const text of textsOf(pod, lookup.index)) addFromText(lookup, needs, remarks, pod, text, hostsOf);
  }
  addEntries(lookup, needs);
  addWebhooks(lookup, needs);
  return [...remarks];
}

function titleOf({ workload: { kind, namespace, name } }: NetworkPod): string {
  return `${kind} ${namespace}/${name}`;
}

function addApiAccess({ endOf, apiServer }: Lookup, needs: NeedList, pod: NetworkPod, reason: Reason): void {
  for (const port of API_PORTS) needs.add(endOf(pod), apiServer, 'TCP', port, reason);
}

/** What Kubernetes sets for each Service of the namespace: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables */
const SERVICE_VARIABLE = /(?<![A-Z0-9_])([A-Z][A-Z0-9_]{0,200})_SERVICE_HOST(?![A-Z0-9_])/g;

function addFromText(lookup: Lookup, needs: NeedList, remarks: Set<Remark>, pod: NetworkPod, text: PodText, hostsOf: HostReader): void {
  const { what, object, path } = text;
  for (const name of new Set(Array.from(text.text.matchAll(SERVICE_VARIABLE), ([, found = '']) => found))) {
    const service = lookup.network.services.find(
      (one) => one.namespace === pod.namespace && one.name.toUpperCase().replaceAll('-', '_') === name,
    );
    const reason = { what, object, path, found: `${name}_SERVICE_HOST` };
    if (name === 'KUBERNETES') addApiAccess(lookup, needs, pod, reason);
    else if (service) addService(lookup, needs, pod, service, service.ports.slice(0, 1), reason);
  }
  for (const reference of hostsOf(text)) {
    const port = reference.port ?? defaultPort(reference.scheme) ?? portBeside(reference, text.values);
    const reason: Reason = { what, object, path, found: port === undefined ? reference.host : `${reference.host}:${port}` };
    const isAddressed = reference.port !== undefined || reference.scheme !== undefined || isHostKey(reference.key);
    const target = findService(lookup, reference.host, pod.namespace, isAddressed);
    if (target === 'api-server') addApiAccess(lookup, needs, pod, reason);
    else if (target && 'service' in target) addReference(lookup, needs, remarks, pod, target, reference, port, reason);
    else if (target) remarks.add(`${reason.found} in ${what} is no Service here, so nothing is opened for it`);
    else if (text.isSetting) addOutside(lookup, needs, remarks, pod, reference, port, reason);
  }
}

type HostReader = (text: PodText) => Iterable<HostReference>;

/** Files are read once, however many pods mount them. */
function createHostReader(): HostReader {
  const known = new Map<string, readonly HostReference[]>();
  return ({ text, key, isSetting }) => {
    if (isSetting) return hostsIn(text, key);
    const hosts = known.get(text) ?? [...hostsIn(text)];
    known.set(text, hosts);
    return hosts;
  };
}

/** The port that stands beside a host: DB_PORT beside DB_HOST. */
function portBeside({ key, port }: HostReference, values: ReadonlyMap<string, string>): number | undefined {
  if (port !== undefined || key === undefined) return port;
  const stem = key.replace(/(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVER|ENDPOINT)$/, '');
  const number = stem === key ? Number.NaN : Number(values.get(`${stem}PORT`));
  return Number.isInteger(number) && number > 0 && number < 65_536 ? number : undefined;
}

type Target = { readonly service: NetworkService } | { readonly missing: string } | 'api-server' | undefined;

/** The Service that a name means to a pod of a namespace: `name`, `name.namespace`, with `svc` and the domain of the cluster, or one pod behind it. */
function findService(lookup: Lookup, host: string, namespace: string, isAddressed: boolean): Target {
  const parts = host.split('.');
  const svc = parts.lastIndexOf('svc');
  const isFull = svc >= 2 && (parts.length === svc + 1 || parts.slice(svc + 1).join('.') === 'cluster.local');
  if (!isFull && (!isAddressed || parts.length > 3)) return undefined;
  const [named, space] = isFull ? [parts[svc - 2] ?? '', parts[svc - 1] ?? ''] : [parts[0] ?? '', parts[1] ?? namespace];
  // Three labels without `svc` are a pod behind a headless Service, or a host outside such as api.shop.example.
  const isShort = !isFull && parts.length < 3;
  if (named === 'kubernetes' && space === 'default' && (isFull || isShort)) return 'api-server';
  const service =
    (isFull || isShort ? lookup.service(space, named) : undefined) ?? (isFull ? undefined : behindPod(lookup, parts, namespace));
  if (service) return { service };
  return isFull ? { missing: `${space}/${named}` } : undefined;
}

/** `redis-0.redis` and `redis-0.redis.data` are pods behind the Service redis. */
function behindPod(lookup: Lookup, parts: readonly string[], namespace: string): NetworkService | undefined {
  const [, named, space = namespace] = parts;
  const service = named === undefined ? undefined : lookup.service(space, named);
  return service?.isHeadless === true ? service : undefined;
}

function addReference(
  lookup: Lookup,
  needs: NeedList,
  remarks: Set<Remark>,
  pod: NetworkPod,
  { service }: { readonly service: NetworkService },
  { host, key, scheme, port: written }: HostReference,
  port: number | undefined,
  reason: Reason,
): void {
  // A workload that names itself and no port says what it is called, not whom it calls.
  if (port === undefined && service.pods.includes(pod)) return;
  if (service.type === 'ExternalName') {
    if (port !== undefined) needs.add(lookup.endOf(pod), PUBLIC, 'TCP', port, { ...reason, found: `${service.externalName}:${port}` });
    return;
  }
  if (service.pods.length === 0) {
    remarks.add(`Service ${service.namespace}/${service.name}, named in ${reason.what}, selects no pod here, so nothing is opened for it`);
    return;
  }
  const chosen = port === undefined ? service.ports : service.ports.filter((one) => one.port === port);
  if (chosen.length > 0) {
    addService(
      lookup,
      needs,
      pod,
      service,
      chosen,
      port === undefined ? { ...reason, found: `${host}, every port of the Service` } : reason,
    );
    return;
  }
  // The name of a headless Service leads to the pods, whose ports need not be those of the Service.
  if (service.isHeadless && port !== undefined) {
    for (const target of service.pods) needs.add(lookup.endOf(pod), lookup.endOf(target), 'TCP', port, reason);
  } else if (isHostKey(key) || scheme !== undefined || written === undefined) {
    remarks.add(`${reason.found} in ${reason.what}: Service ${service.namespace}/${service.name} has no port ${port}`);
  }
}

function addService(
  { endOf }: Lookup,
  needs: NeedList,
  pod: NetworkPod,
  service: NetworkService,
  ports: readonly ServicePort[],
  reason: Reason,
): void {
  for (const target of service.pods) {
    for (const one of ports) {
      for (const { protocol, port } of targetNumbers(one, target)) needs.add(endOf(pod), endOf(target), protocol, port, reason);
    }
  }
}

/** Names of hosts outside, and addresses, in variables and arguments. */
function addOutside(
  lookup: Lookup,
  needs: NeedList,
  remarks: Set<Remark>,
  pod: NetworkPod,
  { host, key, scheme, port: written }: HostReference,
  port: number | undefined,
  reason: Reason,
): void {
  const address = parseAddress(host);
  if (address) {
    if (port === undefined || address.bits !== 32 || /^(?:0\.|127\.|169\.254\.|22[4-9]\.|2[3-5]\d\.)/.test(host)) return;
    const end: NeedEnd = { kind: 'addresses', title: host, blocks: [{ cidr: `${host}/32`, except: [] }] };
    needs.add(lookup.endOf(pod), end, 'TCP', port, reason);
    return;
  }
  if (host === 'localhost' || !/[a-z]/.test(host)) return;
  const isClear = scheme !== undefined || isHostKey(key);
  if (!host.includes('.')) {
    const isHost = isClear && (written !== undefined || scheme !== undefined);
    if (isHost) remarks.add(`${reason.found} in ${reason.what} is no Service here, so nothing is opened for it`);
    return;
  }
  if (!isOutsideName(host) || (!isClear && written === undefined)) return;
  if (port === undefined) remarks.add(`${host} in ${reason.what} names no port, so nothing is opened for it`);
  else needs.add(lookup.endOf(pod), PUBLIC, 'TCP', port, reason);
}

/** Files have dots in their names too, but nobody gives them a port; the last label of a domain has letters only. */
function isOutsideName(host: string): boolean {
  return /\.(?:[a-z]{2,63}|xn--[a-z0-9-]+)$/.test(host) && !host.endsWith('.local') && !host.includes('..');
}

function addEntries({ network, endOf, options, nodes }: Lookup, needs: NeedList): void {
  const controllers: readonly NeedEnd[] = options.ingressControllers?.map((name) => ({ kind: 'namespace', name })) ?? [{ kind: 'cluster' }];
  for (const entry of network.entries) {
    const { kind, object, service } = entry;
    const through = kind === service.type ? '' : ` through Service ${service.namespace}/${service.name}`;
    const what = `${kind === service.type ? `Service of type ${kind}` : kind} ${service.namespace}/${object.name} opens it to the outside${through}`;
    const isController = sourcesOf(entry).some((source) => source.kind === 'unknown-pod');
    const ends = isController ? controllers : ([{ kind: 'everyone' }] as const);
    for (const { pod, ports } of entry.targets) {
      const to = endOf(pod);
      if (to === nodes) continue;
      for (const protocol of PROTOCOLS) {
        for (const [port] of rangesOf(ports[protocol]))
          for (const from of ends) needs.add(from, to, protocol, port, { what, object, path: [] });
      }
    }
  }
}

const WEBHOOKS = [
  ['admissionregistration.k8s.io', 'ValidatingWebhookConfiguration'],
  ['admissionregistration.k8s.io', 'MutatingWebhookConfiguration'],
] as const;

/** The API server calls webhooks and extension APIs: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference */
function addWebhooks(lookup: Lookup, needs: NeedList): void {
  const add = (object: NetworkObject, reference: unknown): void => {
    const [name, namespace] = [stringAt(reference, 'name'), stringAt(reference, 'namespace')];
    const service = name === undefined || namespace === undefined ? undefined : lookup.service(namespace, name);
    const port = numberAt(reference, 'port') ?? 443;
    for (const one of service?.ports.filter((candidate) => candidate.port === port) ?? []) {
      for (const pod of service?.pods ?? []) {
        if (pod.hostNetwork) continue;
        for (const target of targetNumbers(one, pod)) {
          const what = `the API server calls it: ${object.kind} ${object.name}`;
          needs.add(lookup.apiServer, lookup.endOf(pod), target.protocol, target.port, { what, object, path: [] });
        }
      }
    }
  };
  for (const [group, kind] of WEBHOOKS) {
    for (const object of lookup.index.ofKind(group, kind)) {
      for (const webhook of listAt(object.value, 'webhooks')) add(object, valueAt(webhook, ['clientConfig', 'service']));
    }
  }
  for (const object of lookup.index.ofKind('apiregistration.k8s.io', 'APIService')) add(object, valueAt(object.value, ['spec', 'service']));
  for (const object of lookup.index.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition'))
    add(object, valueAt(object.value, ['spec', 'conversion', 'webhook', 'clientConfig', 'service']));
}
