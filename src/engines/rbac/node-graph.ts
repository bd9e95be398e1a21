// Source of truth: https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/auth/authorizer/node/graph.go
import { compareText, listAt, stringAt, valueAt } from '../../core/index.ts';
import { type PodSpec, viewPod } from '../../kubernetes/index.ts';
import { configMapsOfPod, secretsOfPod, secretsOfVolume } from './node-references.ts';
import type { PolicyObject } from './vocabulary.ts';

/** The resources a kubelet may reach only if something on its node needs them. */
export type NodeResource =
  | 'configmaps'
  | 'persistentvolumeclaims'
  | 'persistentvolumes'
  | 'podcertificaterequests'
  | 'pods'
  | 'resourceclaims'
  | 'resourceslices'
  | 'secrets'
  | 'serviceaccounts'
  | 'volumeattachments';

/** One object in the way from what is asked for to the node. The namespace of a cluster-wide object is empty. */
export interface NodeVertex {
  readonly resource: NodeResource;
  readonly namespace: string;
  readonly name: string;
}

export interface NodeGraph {
  /** The chain from the object to what binds it to the node (secret, claim, pod for example); `undefined` where there is none. */
  path(node: string, resource: NodeResource, namespace: string, name: string): readonly NodeVertex[] | undefined;
  /** Everything that is bound to the node, sorted by resource, namespace and name. */
  reach(node: string): readonly NodeVertex[];
}

/** A pod that the kubelet itself made from a file: it must not open anything to its node. */
const MIRROR = 'kubernetes.io/config.mirror';

interface Edges {
  readonly vertex: NodeVertex;
  /** Keys of what needs this object. */
  readonly users: Set<string>;
  readonly nodes: Set<string>;
}

/** The graph of all objects that are bound to a node. Templates of workloads count for nothing: their pods have no node yet. */
export function buildNodeGraph(objects: Iterable<PolicyObject>): NodeGraph {
  const graph = new Map<string, Edges>();
  const vertex = (resource: NodeResource, namespace: string, name: string): Edges => {
    const key = keyOf({ resource, namespace, name });
    let edges = graph.get(key);
    if (!edges) {
      edges = { vertex: { resource, namespace, name }, users: new Set(), nodes: new Set() };
      graph.set(key, edges);
    }
    return edges;
  };
  for (const object of objects) addObject(object, vertex);
  return {
    path: (node, resource, namespace, name) => findPath(graph, node, keyOf({ resource, namespace, name })),
    reach(node) {
      const found = [...graph.keys()].filter((key) => findPath(graph, node, key)).sort(compareText);
      return found.flatMap((key) => graph.get(key)?.vertex ?? []);
    },
  };
}

function keyOf({ resource, namespace, name }: NodeVertex): string {
  return `${resource}/${namespace}/${name}`;
}

type Vertex = (resource: NodeResource, namespace: string, name: string) => Edges;

function addObject(object: PolicyObject, vertex: Vertex): void {
  const { value, name } = object;
  const nodeName = stringAt(value, 'spec', 'nodeName') ?? '';
  switch (`${object.group}/${object.kind}`) {
    case '/Pod':
      if (nodeName !== '') addPod(object, nodeName, vertex);
      return;
    case '/PersistentVolume':
      addVolume(object, vertex);
      return;
    case 'storage.k8s.io/VolumeAttachment':
      if (nodeName !== '') vertex('volumeattachments', '', name).nodes.add(nodeName);
      return;
    case 'resource.k8s.io/ResourceSlice':
      if (nodeName !== '') vertex('resourceslices', '', name).nodes.add(nodeName);
      return;
    case 'certificates.k8s.io/PodCertificateRequest':
      if (nodeName !== '') vertex('podcertificaterequests', object.namespace ?? 'default', name).nodes.add(nodeName);
      return;
    default:
  }
}

function addPod({ value, name, namespace = 'default' }: PolicyObject, nodeName: string, vertex: Vertex): void {
  vertex('pods', namespace, name).nodes.add(nodeName);
  if (valueAt(value, ['metadata', 'annotations', MIRROR]) !== undefined) return;
  const pod = keyOf({ resource: 'pods', namespace, name });
  const needs = (resource: NodeResource, other: string | undefined): void => {
    if (other) vertex(resource, namespace, other).users.add(pod);
  };
  const spec = (value['spec'] ?? {}) as PodSpec;
  const view = viewPod({}, spec);
  // Admission writes `default` where a pod names no service account.
  needs('serviceaccounts', spec.serviceAccountName ?? spec.serviceAccount ?? 'default');
  for (const secret of secretsOfPod(view)) needs('secrets', secret);
  for (const configMap of configMapsOfPod(view)) needs('configmaps', configMap);
  for (const volume of spec.volumes ?? []) {
    if (volume.persistentVolumeClaim) needs('persistentvolumeclaims', volume.persistentVolumeClaim.claimName);
    else if (volume.ephemeral && volume.name) needs('persistentvolumeclaims', `${name}-${volume.name}`);
  }
  for (const claim of listAt(value, 'spec', 'resourceClaims')) needs('resourceclaims', claimName(value, claim));
  needs('resourceclaims', stringAt(value, 'status', 'extendedResourceClaimStatus', 'resourceClaimName'));
}

/** The claim itself, or the one that was made from its template, which only the status knows. */
function claimName(pod: unknown, claim: unknown): string | undefined {
  const direct = stringAt(claim, 'resourceClaimName');
  if (direct !== undefined) return direct;
  const name = stringAt(claim, 'name');
  const made = listAt(pod, 'status', 'resourceClaimStatuses').find((status) => stringAt(status, 'name') === name);
  return stringAt(made, 'resourceClaimName');
}

function addVolume({ value, name }: PolicyObject, vertex: Vertex): void {
  const claim = stringAt(value, 'spec', 'claimRef', 'name');
  if (claim === undefined) return;
  const namespace = stringAt(value, 'spec', 'claimRef', 'namespace') ?? '';
  vertex('persistentvolumes', '', name).users.add(keyOf({ resource: 'persistentvolumeclaims', namespace, name: claim }));
  const volume = keyOf({ resource: 'persistentvolumes', namespace: '', name });
  for (const secret of secretsOfVolume(value)) vertex('secrets', secret.namespace, secret.name).users.add(volume);
}

function findPath(graph: ReadonlyMap<string, Edges>, node: string, key: string): NodeVertex[] | undefined {
  const edges = graph.get(key);
  if (!edges) return undefined;
  if (edges.nodes.has(node)) return [edges.vertex];
  // The graph has no circles and at most four levels.
  for (const user of edges.users) {
    const rest = findPath(graph, node, user);
    if (rest) return [edges.vertex, ...rest];
  }
  return undefined;
}
