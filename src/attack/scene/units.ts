import { listAt, stringAt } from '../../core/index.ts';
import {
  type Connectivity,
  hasPort,
  isProtocol,
  type NetworkPod,
  type PortSet,
  portRange,
  unitePorts,
} from '../../engines/network/index.ts';
import type { Subject } from '../../engines/rbac/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import type { ContainerView, PodView } from '../../kubernetes/index.ts';
import { DATA_STORES } from '../tables/data-stores.ts';
import { OBEDIENT_PROGRAMS } from '../tables/obedient-programs.ts';
import type { Nodes } from './nodes.ts';

/** Workloads of one namespace that an attacker cannot tell apart: what is possible in one is possible in all. */
export interface Unit {
  /** That of its first member; unique in a scene. */
  readonly id: string;
  /** `Deployment shop/web`, with how many there are like it. */
  readonly title: string;
  readonly namespace: string;
  /** Equal workloads, in the order of the files. */
  readonly members: readonly InventoryObject[];
  /** The first of them, and its pod. */
  readonly object: InventoryObject;
  readonly pod: PodView;
  readonly account: Subject;
  /** Whether the cluster puts a token of the account into every container. */
  readonly mountsToken: boolean;
  /** The field that decided it: in the pod, in the ServiceAccount, or in neither. */
  readonly tokenDecidedBy: 'pod' | 'account' | 'default';
  readonly network: readonly NetworkPod[];
  /** Numbers of the classes of its pods in the network. */
  readonly classes: readonly number[];
  /** Ports on which it is said to listen. */
  readonly ports: PortSet | undefined;
  /** Containers that may listen on them, for as long as the pod runs: those that declare ports, or all where only Services say on which. */
  readonly listening: readonly ContainerView[];
  /** Names of the nodes that it runs on, where a cluster says so. */
  readonly nodes: readonly string[] | undefined;
  /** A pod of it runs on every node, those of the control plane left aside. */
  readonly isEverywhere: boolean;
  /** Whether it may run on nodes of the control plane of a cluster that keeps others away from there. */
  readonly toleratesControlPlane: boolean;
  /** Whether it runs nowhere else. */
  readonly needsControlPlane: boolean;
}

/** What decides beside the pod itself whether two workloads are equal. */
export interface UnitMarks {
  readonly namespace: string;
  readonly connectivity: Connectivity;
  readonly nodes: Nodes;
  readonly automounts: ReadonlyMap<string, boolean>;
  /** Names that rules of roles or users name, so that their bearers are not equal to others. */
  readonly named: ReadonlySet<string>;
  /** Pods that a Service or a route leads to, each with a text for what. */
  readonly entries: ReadonlyMap<NetworkPod, string>;
  /** Ports of Services by the pods they lead to. */
  readonly servicePorts: ReadonlyMap<NetworkPod, PortSet>;
}

/** Labels of nodes of the control plane, and the taints that keep others away from there. */
const CONTROL_PLANE: ReadonlySet<string> = new Set(['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']);

export function readUnits(objects: readonly InventoryObject[], marks: UnitMarks): Unit[] {
  const podsOf = Map.groupBy(
    marks.connectivity.network.pods.filter(({ view }) => view),
    ({ view }) => view,
  );
  const groups = new Map<string, { object: InventoryObject; pod: PodView }[]>();
  for (const object of objects) {
    // A template by itself starts nothing.
    if (object.kind === 'PodTemplate') continue;
    for (const pod of object.pods) {
      const key = keyOf(object, pod, podsOf.get(pod) ?? [], marks);
      const known = groups.get(key);
      if (known) known.push({ object, pod });
      else groups.set(key, [{ object, pod }]);
    }
  }
  const used = new Set<string>();
  return [...groups.values()].map((members) => {
    const [{ object, pod }] = members as [{ object: InventoryObject; pod: PodView }];
    const namespace = object.namespace ?? marks.namespace;
    const account = pod.spec.serviceAccountName || pod.spec.serviceAccount || 'default';
    const own = pod.spec.automountServiceAccountToken;
    const ofAccount = marks.automounts.get(`${namespace}/${account}`);
    const network = members.flatMap((one) => podsOf.get(one.pod) ?? []);
    const base = `${namespace}/${object.name}[${object.kind}]`;
    let id = base;
    for (let number = 2; used.has(id); number++) id = `${base}#${number}`;
    used.add(id);
    const names = `${object.kind} ${namespace}/${object.name}`;
    return {
      id,
      title: members.length === 1 ? names : `${names} and ${members.length - 1} like it`,
      namespace,
      members: members.map((one) => one.object),
      object,
      pod,
      account: { kind: 'ServiceAccount', namespace, name: account },
      mountsToken: own ?? ofAccount ?? true,
      tokenDecidedBy: own !== undefined ? 'pod' : ofAccount !== undefined ? 'account' : 'default',
      network,
      classes: [...new Set(network.map((one) => marks.connectivity.classOf(one).id))],
      ports: portsOf(pod, network, marks),
      listening: portsOf(pod, network, marks) ? listeningOf(pod) : [],
      nodes: marks.nodes.of(object),
      isEverywhere:
        object.kind === 'DaemonSet' && Object.keys(pod.spec.nodeSelector ?? {}).length === 0 && !pod.spec.affinity?.nodeAffinity,
      toleratesControlPlane: toleratesControlPlane(pod),
      needsControlPlane: needsControlPlane(pod),
    };
  });
}

function toleratesControlPlane({ spec }: PodView): boolean {
  return (spec.tolerations ?? []).some(
    ({ key, operator, effect, value }) =>
      // The taints have no value, so that only an empty one is equal to theirs.
      (operator === 'Exists' ? !key || CONTROL_PLANE.has(key) : CONTROL_PLANE.has(key ?? '') && !value) &&
      (effect === undefined || effect === '' || effect === 'NoSchedule'),
  );
}

function needsControlPlane({ spec }: PodView): boolean {
  const terms = listAt(spec.affinity, 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms');
  const isRequired = (term: unknown): boolean =>
    listAt(term, 'matchExpressions').some(
      (one) => CONTROL_PLANE.has(stringAt(one, 'key') ?? '') && ['In', 'Exists'].includes(stringAt(one, 'operator') ?? ''),
    );
  return Object.keys(spec.nodeSelector ?? {}).some((label) => CONTROL_PLANE.has(label)) || (terms.length > 0 && terms.every(isRequired));
}

/** Declared ports, and those that Services lead to. */
function portsOf({ containers }: PodView, network: readonly NetworkPod[], { servicePorts }: UnitMarks): PortSet | undefined {
  const sets = lastingOf(containers).flatMap(({ spec }) =>
    (spec.ports ?? []).flatMap(({ containerPort, protocol = 'TCP' }) =>
      containerPort === undefined || !isProtocol(protocol) ? [] : portRange(protocol, containerPort, containerPort),
    ),
  );
  const all = [...sets, ...network.flatMap((pod) => servicePorts.get(pod) ?? [])];
  return all.length === 0 ? undefined : all.reduce(unitePorts);
}

/** What runs for as long as the pod, and whose ports can be declared. */
function lastingOf(containers: readonly ContainerView[]): readonly ContainerView[] {
  return containers.filter(({ kind, spec }) => kind === 'container' || (kind === 'init' && spec.restartPolicy === 'Always'));
}

function listeningOf({ containers }: PodView): readonly ContainerView[] {
  const lasting = lastingOf(containers);
  const declaring = lasting.filter(({ spec }) => (spec.ports ?? []).length > 0);
  return declaring.length > 0 ? declaring : lasting;
}

/** Those that listen on one of the ports; where none declares any of them, each may be the one. */
export function listenersOn({ listening }: Pick<Unit, 'listening'>, ports: PortSet): readonly ContainerView[] {
  const meant = listening.filter(({ spec }) =>
    (spec.ports ?? []).some(
      ({ containerPort, protocol = 'TCP' }) =>
        containerPort !== undefined && isProtocol(protocol) && hasPort(ports, protocol, containerPort),
    ),
  );
  return meant.length > 0 ? meant : listening;
}

function keyOf(object: InventoryObject, pod: PodView, network: readonly NetworkPod[], marks: UnitMarks): string {
  const namespace = object.namespace ?? marks.namespace;
  const { spec } = pod;
  return JSON.stringify([
    namespace,
    object.kind,
    marks.named.has(object.name) ? object.name : '',
    network.map((one) => [marks.connectivity.classOf(one).id, marks.entries.get(one) ?? '', String(marks.servicePorts.has(one))]),
    marks.nodes.of(object),
    [spec.serviceAccountName || spec.serviceAccount || 'default', spec.automountServiceAccountToken],
    [spec.hostNetwork, spec.hostPID, spec.hostIPC, spec.hostUsers, spec.shareProcessNamespace, spec.runtimeClassName],
    spec.securityContext,
    spec.volumes,
    spec.nodeSelector,
    spec.tolerations,
    spec.imagePullSecrets,
    pod.containers.map((container) => containerKey(container)),
    Object.entries(pod.metadata.annotations ?? {}).filter(([name]) => name.startsWith('container.apparmor.')),
    pod.metadata.labels?.['azure.workload.identity/use'],
    object.kind === 'StatefulSet' ? listAt(object.value, 'spec', 'volumeClaimTemplates') : [],
  ]);
}

/** Variables whose values decide whether a program lets everybody in. */
const TELLING: ReadonlySet<string> = new Set([
  ...DATA_STORES.flatMap(({ passwords, opening = {} }) => [...passwords, ...Object.keys(opening)]),
  ...OBEDIENT_PROGRAMS.flatMap(({ variables = {} }) => Object.keys(variables)),
]);

/**
 * What a container may do, and what it holds. Plain values of variables are left out, since they differ between replicas of one thing, except those
 * that a step looks at.
 */
function containerKey({ kind, name, spec }: ContainerView): unknown {
  return [
    kind,
    name,
    spec.image,
    spec.imagePullPolicy,
    spec.command,
    spec.args,
    spec.securityContext,
    spec.volumeMounts,
    spec.volumeDevices,
    spec.ports,
    spec.envFrom,
    (spec.env ?? []).filter(({ valueFrom }) => valueFrom).map(({ valueFrom }) => valueFrom),
    (spec.env ?? []).map(({ name: variable = '', value = '' }) =>
      TELLING.has(variable) || mayHoldLogin(value) ? [variable, value] : variable,
    ),
  ];
}

function mayHoldLogin(value: string): boolean {
  return value.includes('eyJ') || value.includes('client-key-data');
}

/** Names of objects that rules of roles are limited to. */
export function namesInRules(objects: readonly InventoryObject[]): Set<string> {
  const names = new Set<string>();
  for (const { kind, value } of objects) {
    if (kind !== 'Role' && kind !== 'ClusterRole') continue;
    for (const rule of listAt(value, 'rules')) for (const name of listAt(rule, 'resourceNames')) names.add(String(name));
  }
  return names;
}
