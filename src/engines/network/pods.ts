import { booleanAt, type FieldPath, isRecord, listAt, recordAt, stringAt, valueAt } from '../../core/index.ts';
import { type ContainerPort, type PodView, parseAddress } from '../../kubernetes/index.ts';
import { type AddressSet, addressesOf, uniteAddresses } from './addresses.ts';
import type { NetworkObject, ObjectIndex } from './objects.ts';
import { isProtocol, type Protocol } from './ports.ts';
import type { Labels } from './selector.ts';

export interface NamedPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** What people call the thing: the outermost controller that is known of. */
export interface Workload {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** A pod, or the template of a workload that stands for all its replicas. */
export interface NetworkPod {
  /** `shop/web[Deployment]`: namespace, name and kind of the object that declares it; unique among the pods of a network. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly workload: Workload;
  readonly labels: Labels;
  readonly ports: readonly NamedPort[];
  /** Whether it uses the network of its node, on which policies have no defined effect. */
  readonly hostNetwork: boolean;
  /** Its addresses, where a running pod reports them. */
  readonly addresses?: AddressSet;
  readonly object: NetworkObject;
  /** Its containers and volumes; absent for a virtual machine. */
  readonly view?: PodView;
}

export interface NetworkNamespace {
  readonly name: string;
  readonly labels: Labels;
  /** Absent for a namespace that other objects name and no Namespace object declares. */
  readonly object?: NetworkObject;
}

const VIRTUAL_MACHINES: Readonly<Record<string, FieldPath>> = {
  VirtualMachine: ['spec', 'template', 'metadata', 'labels'],
  VirtualMachineInstance: ['metadata', 'labels'],
};

/** The pods of a world: those that run, templates of which none runs, and the launcher pods of virtual machines, which carry their labels. */
export function readPods(index: ObjectIndex, defaultNamespace: string): NetworkPod[] {
  const owners = new Owners(index, defaultNamespace);
  return index.objects.flatMap((object): NetworkPod[] => {
    if (owners.isRepresented(object)) return [];
    const namespace = object.namespace ?? defaultNamespace;
    const base = { namespace, name: object.name, workload: owners.workloadOf(object), object };
    const id = `${namespace}/${object.name}[${object.kind}]`;
    const labelsPath = object.group === 'kubevirt.io' ? VIRTUAL_MACHINES[object.kind] : undefined;
    if (labelsPath) return [{ ...base, id, labels: labelsAt(object.value, labelsPath), ports: [], hostNetwork: false }];
    return object.pods.map((view, number) => ({
      ...base,
      id: number === 0 ? id : `${id}#${number + 1}`,
      labels: labelsAt(object.value, [...view.metadataPath, 'labels']),
      ports: namedPortsOf(view),
      hostNetwork: view.spec.hostNetwork === true,
      view,
      ...addressesAt(object),
    }));
  });
}

function labelsAt(root: unknown, path: FieldPath): Labels {
  return Object.fromEntries(Object.entries(recordAt(root, ...path)).map(([key, value]) => [key, String(value)]));
}

/**
 * The named ports of a pod, the first of each name and protocol, as FindPort resolves them: containers and sidecars, no other init
 * containers. https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/api/v1/pod/util.go
 */
function namedPortsOf({ containers }: PodView): NamedPort[] {
  const lasting = containers.filter(({ kind, spec }) => kind === 'container' || (kind === 'init' && spec.restartPolicy === 'Always'));
  const ports = new Map<string, NamedPort>();
  for (const { name, protocol = 'TCP', containerPort } of lasting.flatMap(({ spec }): readonly ContainerPort[] => spec.ports ?? [])) {
    const key = `${name} ${protocol}`;
    if (name === undefined || containerPort === undefined || !isProtocol(protocol) || ports.has(key)) continue;
    ports.set(key, { name, protocol, port: containerPort });
  }
  return [...ports.values()];
}

function addressesAt({ kind, value }: NetworkObject): { addresses?: AddressSet } {
  if (kind !== 'Pod') return {};
  const texts = [stringAt(value, 'status', 'podIP'), ...listAt(value, 'status', 'podIPs').map((one) => stringAt(one, 'ip'))];
  const addresses = texts.flatMap((text) => parseAddress(text ?? '') ?? []).map((one) => addressesOf({ ...one, prefix: one.bits }));
  return addresses.length > 0 ? { addresses: addresses.reduce(uniteAddresses) } : {};
}

/** Which objects stand for pods of others: a running pod stands for its controllers, a controller for those it controls. */
class Owners {
  readonly #index: ObjectIndex;
  readonly #defaultNamespace: string;
  readonly #running = new Set<NetworkObject>();

  constructor(index: ObjectIndex, defaultNamespace: string) {
    this.#index = index;
    this.#defaultNamespace = defaultNamespace;
    for (const pod of index.ofKind('', 'Pod')) for (const owner of this.#ownersOf(pod)) this.#running.add(owner);
  }

  isRepresented(object: NetworkObject): boolean {
    if (object.group === '' && object.kind === 'PodTemplate') return true;
    if (object.group === '' && object.kind === 'Pod')
      return ['Succeeded', 'Failed'].includes(stringAt(object.value, 'status', 'phase') ?? '');
    return this.#running.has(object) || this.#ownersOf(object).some(({ pods }) => pods.length > 0);
  }

  workloadOf(object: NetworkObject): Workload {
    const outermost = this.#ownersOf(object).at(-1) ?? object;
    const reference = controllerOf(outermost);
    const namespace = object.namespace ?? this.#defaultNamespace;
    return { namespace, kind: reference?.kind ?? outermost.kind, name: reference?.name ?? outermost.name };
  }

  /** The controllers above an object that are in this world, the nearest first. */
  #ownersOf(object: NetworkObject): NetworkObject[] {
    const owners: NetworkObject[] = [];
    for (let current: NetworkObject | undefined = object; current; ) {
      const reference = controllerOf(current);
      current = reference && this.#index.find(reference.group, reference.kind, object.namespace, reference.name);
      if (!current || owners.includes(current)) break;
      owners.push(current);
    }
    return owners;
  }
}

function controllerOf(object: NetworkObject): { readonly group: string; readonly kind: string; readonly name: string } | undefined {
  const references = listAt(object.value, 'metadata', 'ownerReferences').filter(isRecord);
  // Only one owner controls; some dumps leave the flag out.
  const owner = references.find((one) => booleanAt(one, 'controller') === true) ?? (references.length === 1 ? references[0] : undefined);
  const [apiVersion, kind, name] = ['apiVersion', 'kind', 'name'].map((field) => stringAt(owner, field) ?? '');
  if (apiVersion === undefined || !name) return undefined;
  // The kind is required; where somebody shortened a dump by hand, pods with the same owner still belong together.
  return { group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '', kind: kind || object.kind, name };
}

/**
 * Every namespace that is declared or named, with the label that each has by itself.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
 */
export function readNamespaces(index: ObjectIndex, named: Iterable<string>): ReadonlyMap<string, NetworkNamespace> {
  const namespaces = new Map<string, NetworkNamespace>();
  const own = (name: string): Labels => ({ 'kubernetes.io/metadata.name': name });
  for (const object of index.ofKind('', 'Namespace')) {
    const labels = isRecord(valueAt(object.value, ['metadata', 'labels'])) ? labelsAt(object.value, ['metadata', 'labels']) : {};
    namespaces.set(object.name, { name: object.name, labels: { ...labels, ...own(object.name) }, object });
  }
  for (const name of named) if (!namespaces.has(name)) namespaces.set(name, { name, labels: own(name) });
  return namespaces;
}
