import { booleanAt, stringAt } from '../../core/index.ts';
import {
  type Connectivity,
  createConnectivity,
  type EntryReach,
  formatPorts,
  type NetworkPod,
  type PortSet,
  reachThroughEntries,
  readNetwork,
  targetsOf,
  unitePorts,
} from '../../engines/network/index.ts';
import {
  type Candidate,
  candidatesOf,
  createRbacAuthorizer,
  type RbacAuthorizer,
  type RbacPolicy,
  readPolicy,
  readSurroundings,
  type Surroundings,
  type Technique,
} from '../../engines/rbac/index.ts';
import { type Component, findComponents, type InventoryObject } from '../../inventory/index.ts';
import { isClusterScoped } from '../../kubernetes/index.ts';
import { type Admission, readAdmission } from './admission.ts';
import { type DeclaredFlows, readDeclaredFlows } from './declared-flows.ts';
import { type NodePlace, readNodePlaces } from './node-places.ts';
import { type Nodes, readNodes } from './nodes.ts';
import { namesInRules, readUnits, type Unit } from './units.ts';

export interface SceneOptions {
  /** Where objects stand that name no namespace. */
  readonly namespace?: string;
  /** Whether roles and bindings that every cluster makes are taken to be there. */
  readonly assumeDefaults?: boolean;
  /** Running pods that other objects answer for. */
  readonly owned?: readonly InventoryObject[];
  /** Vulnerabilities that the cluster is taken to have. */
  readonly cves?: readonly string[];
}

/** A cluster as attackers look at it: every engine over the same objects. */
export interface Scene {
  readonly objects: readonly InventoryObject[];
  readonly namespace: string;
  readonly units: readonly Unit[];
  readonly policy: RbacPolicy;
  readonly authorizer: RbacAuthorizer;
  readonly surroundings: Surroundings;
  readonly connectivity: Connectivity;
  /** Ways in through Services and routes that policies leave open. */
  readonly entries: readonly EntryReach[];
  readonly nodes: Nodes;
  readonly admission: Admission;
  readonly components: readonly { readonly object: InventoryObject; readonly component: Component }[];
  readonly cves: ReadonlySet<string>;
  /** Escalations that the cluster could allow to somebody, by technique. */
  candidates(technique: Technique): readonly Candidate[];
  unitOf(pod: NetworkPod): Unit | undefined;
  /** Places of the node that are volumes of a pod. */
  placesOf(unit: Unit): readonly NodePlace[];
  ofKind(group: string, kind: string): readonly InventoryObject[];
  /** Flows that the manifests say are needed. */
  declared(): DeclaredFlows;
  find(group: string, kind: string, namespace: string, name: string): InventoryObject | undefined;
}

export function readScene(objects: readonly InventoryObject[], options: SceneOptions = {}): Scene {
  const { namespace = 'default', assumeDefaults = true, owned = [], cves = [] } = options;
  const policy = readPolicy(objects, { namespace, assumeDefaults });
  const connectivity = createConnectivity(readNetwork(objects, { defaultNamespace: namespace }));
  const entries = reachThroughEntries(connectivity);
  const nodes = readNodes(objects, owned);
  const marks = new Map<NetworkPod, string>();
  for (const { entry, pod, reach } of entries) {
    marks.set(pod, `${marks.get(pod) ?? ''} ${entry.kind} ${entry.source} ${formatPorts(reach.certain)} ${formatPorts(reach.possible)}`);
  }
  const units = readUnits(objects, {
    namespace,
    connectivity,
    nodes,
    automounts: automountsOf(objects, namespace),
    named: namesInRules(objects),
    entries: marks,
    servicePorts: portsOfServices(connectivity),
  });
  const unitOf = new Map(units.flatMap((unit) => unit.network.map((pod) => [pod, unit] as const)));
  const byKind = Map.groupBy(objects, ({ group, kind }) => `${group}/${kind}`);
  const byName = new Map(
    objects.map((one) => [
      `${one.group}/${one.kind}/${isClusterScoped(one.group, one.kind) ? '' : (one.namespace ?? namespace)}/${one.name}`,
      one,
    ]),
  );
  const surroundings = readSurroundings(
    units.map(({ object }) => object).concat(objects.filter(({ pods }) => pods.length === 0)),
    policy,
    namespace,
  );
  const placesOf = readNodePlaces(objects, namespace);
  let declared: DeclaredFlows | undefined;
  let candidates: Map<Technique, Candidate[]> | undefined;
  return {
    objects,
    namespace,
    units,
    policy,
    authorizer: createRbacAuthorizer(policy),
    surroundings,
    connectivity,
    entries,
    nodes,
    admission: readAdmission(objects, namespace),
    components: objects.flatMap((object) => findComponents(object).map((component) => ({ object, component }))),
    cves: new Set(cves),
    candidates: (technique) => {
      candidates ??= Map.groupBy(candidatesOf(policy, surroundings), (one) => one.technique);
      return candidates.get(technique) ?? [];
    },
    unitOf: (pod) => unitOf.get(pod),
    placesOf,
    ofKind: (group, kind) => byKind.get(`${group}/${kind}`) ?? [],
    declared: () => (declared ??= readDeclaredFlows(connectivity.network, objects, namespace)),
    find: (group, kind, place, name) => byName.get(`${group}/${kind}/${place}/${name}`),
  };
}

function automountsOf(objects: readonly InventoryObject[], namespace: string): Map<string, boolean> {
  return new Map(
    objects.flatMap((object) => {
      const automount = object.kind === 'ServiceAccount' ? booleanAt(object.value, 'automountServiceAccountToken') : undefined;
      return automount === undefined ? [] : [[`${object.namespace ?? namespace}/${object.name}`, automount] as const];
    }),
  );
}

function portsOfServices({ network }: Connectivity): Map<NetworkPod, PortSet> {
  const ports = new Map<NetworkPod, PortSet>();
  for (const service of network.services) {
    for (const { pod, ports: own } of targetsOf(service)) {
      const known = ports.get(pod);
      ports.set(pod, known ? unitePorts(known, own) : own);
    }
  }
  return ports;
}

/** How an annotation of a Service says that its load balancer is for the inner network of the cloud alone. */
const INTERNAL: readonly (readonly [annotation: string, values: RegExp])[] = [
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?!false$).+/],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/],
  ['networking.gke.io/load-balancer-type', /^Internal$/i],
  ['cloud.google.com/load-balancer-type', /^Internal$/i],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/],
  ['service.beta.kubernetes.io/oci-load-balancer-internal', /^true$/],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', /^true$/],
];

export function isInternal(value: unknown): boolean {
  return INTERNAL.some(([annotation, values]) => values.test(stringAt(value, 'metadata', 'annotations', annotation) ?? ''));
}
