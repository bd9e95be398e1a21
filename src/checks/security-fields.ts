import type { FieldPath } from '../core/index.ts';
import type { InventoryObject } from '../inventory/index.ts';

/** Fields that protect: misspelt, the protection is not there, and nobody notices. */
const PROTECTING: ReadonlySet<string> = new Set([
  'allowPrivilegeEscalation',
  'appArmorProfile',
  'automountServiceAccountToken',
  'capabilities',
  'cidr',
  'defaultMode',
  'drop',
  'egress',
  'except',
  'failurePolicy',
  'from',
  'fsGroup',
  'hostUsers',
  'immutable',
  'ingress',
  'ipBlock',
  'limits',
  'loadBalancerSourceRanges',
  'namespaceSelector',
  'podSelector',
  'policyTypes',
  'privileged',
  'procMount',
  'readOnly',
  'readOnlyRootFilesystem',
  'resourceNames',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'runtimeClassName',
  'seLinuxOptions',
  'seccompProfile',
  'securityContext',
  'serviceAccountName',
  'supplementalGroups',
  'tls',
  'to',
  'verbs',
]);

/** Groups and kinds all of whose fields decide who may do what. */
const PROTECTING_GROUPS: ReadonlySet<string> = new Set(['rbac.authorization.k8s.io', 'admissionregistration.k8s.io']);

/** Whether a field that has no effect takes a protection away: by the name that was meant, by where it stands, or by its kind. */
export function isProtecting(object: InventoryObject, path: FieldPath, meant: string | undefined): boolean {
  if (meant !== undefined && PROTECTING.has(meant)) return true;
  const isInside = path.slice(0, -1).includes('securityContext');
  const isPolicy = object.kind === 'NetworkPolicy' || PROTECTING_GROUPS.has(object.group);
  return isInside || (isPolicy && path[0] !== 'metadata');
}
