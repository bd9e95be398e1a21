import { type FieldPath, formatFieldPath } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import type { PodView } from '../../kubernetes/index.ts';

/** Fields by the level of a pod that has them; https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.35/ */
const CONTAINER_SECURITY = new Set(['allowPrivilegeEscalation', 'capabilities', 'privileged', 'procMount', 'readOnlyRootFilesystem']);
const SHARED_SECURITY = new Set([
  'appArmorProfile',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxOptions',
  'seccompProfile',
  'windowsOptions',
]);
const POD_SECURITY = new Set([
  'fsGroup',
  'fsGroupChangePolicy',
  'seLinuxChangePolicy',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'sysctls',
]);
const POD = new Set([
  'affinity',
  'automountServiceAccountToken',
  'containers',
  'dnsConfig',
  'dnsPolicy',
  'enableServiceLinks',
  'hostAliases',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostUsers',
  'imagePullSecrets',
  'initContainers',
  'nodeName',
  'nodeSelector',
  'priorityClassName',
  'runtimeClassName',
  'securityContext',
  'serviceAccountName',
  'shareProcessNamespace',
  'terminationGracePeriodSeconds',
  'tolerations',
  'topologySpreadConstraints',
  'volumes',
]);
const CONTAINER = new Set([
  'args',
  'command',
  'env',
  'envFrom',
  'image',
  'imagePullPolicy',
  'lifecycle',
  'livenessProbe',
  'ports',
  'readinessProbe',
  'resources',
  'startupProbe',
  'volumeDevices',
  'volumeMounts',
  'workingDir',
]);
const AMOUNTS = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** Where a field belongs that its kind does not know where it stands; `undefined` where the name means nothing nearby either. */
export function homeOf(object: InventoryObject, path: FieldPath): string | undefined {
  const name = String(path.at(-1));
  const parent = path.slice(0, -1);
  if (object.kind === 'NetworkPolicy' && object.group === 'networking.k8s.io') return homeInPolicy(name, parent);
  for (const pod of object.pods) {
    const home = homeInPod(pod, name, parent);
    if (home !== undefined) return home;
  }
  return undefined;
}

function homeInPod(pod: PodView, name: string, parent: FieldPath): string | undefined {
  const container = pod.containers.find(({ path }) => isBelow(parent, path));
  if (container) {
    const rest = parent.slice(container.path.length);
    const own = formatFieldPath([...container.path, 'securityContext']);
    if (rest.length === 0) return CONTAINER_SECURITY.has(name) || SHARED_SECURITY.has(name) ? own : homeAbove(pod, name);
    if (rest.length > 1) return undefined;
    if (rest[0] === 'securityContext') return CONTAINER.has(name) ? formatFieldPath(container.path) : homeAbove(pod, name);
    return rest[0] === 'resources' && AMOUNTS.has(name) ? 'limits or requests' : undefined;
  }
  const isPodSecurity = isSame(parent, [...pod.path, 'securityContext']);
  const isPodLevel = isSame(parent, pod.path) || (pod.isTemplate && isBelow(pod.path, parent) && parent.length > 0);
  if (!isPodSecurity && !isPodLevel) return isVolume(pod, parent) && name === 'readOnly' ? 'volumeMounts of the containers' : undefined;
  if (CONTAINER_SECURITY.has(name)) return 'the securityContext of each container';
  if (CONTAINER.has(name)) return 'the containers';
  if (isPodSecurity) return POD.has(name) ? formatFieldPath(pod.path) : undefined;
  if (SHARED_SECURITY.has(name)) return formatFieldPath([...pod.path, 'securityContext']);
  return homeAbove(pod, name);
}

/** The home of fields that only the pod has. */
function homeAbove(pod: PodView, name: string): string | undefined {
  if (POD_SECURITY.has(name)) return formatFieldPath([...pod.path, 'securityContext']);
  return POD.has(name) ? formatFieldPath(pod.path) : undefined;
}

/** In a NetworkPolicy a field one level off often leaves an empty rule behind, which allows everything. */
function homeInPolicy(name: string, parent: FieldPath): string | undefined {
  const [, direction, , peers] = parent;
  const list = direction === 'ingress' ? 'from' : direction === 'egress' ? 'to' : undefined;
  if (parent[0] !== 'spec' || list === undefined) return undefined;
  if (parent.length === 3 && ['podSelector', 'namespaceSelector', 'ipBlock'].includes(name)) return `an item of ${list}`;
  if (parent.length === 5 && peers === list && name === 'ports') return `the rule, beside ${list}`;
  return parent.length === 5 && peers === list && (name === 'cidr' || name === 'except') ? 'ipBlock' : undefined;
}

function isVolume(pod: PodView, path: FieldPath): boolean {
  return isBelow(path, [...pod.path, 'volumes']) && path.length > pod.path.length + 1;
}

function isSame(a: FieldPath, b: FieldPath): boolean {
  return a.length === b.length && isBelow(a, b);
}

/** Whether `path` is `root` or leads on from it. */
function isBelow(path: FieldPath, root: FieldPath): boolean {
  return root.every((step, index) => path[index] === step);
}
