import type { FieldPath } from '../core/index.ts';

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
  'limits',
  'loadBalancerSourceRanges',
  'namespaceSelector',
  'podSelector',
  'policyTypes',
  'privileged',
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
  'tls',
  'to',
  'verbs',
]);

/** Whether a misspelt field takes a protection away: by the name that was meant, or by where it stands. */
export function isProtecting(path: FieldPath, suggestion: string | undefined): boolean {
  return path.includes('securityContext') || (suggestion !== undefined && PROTECTING.has(suggestion));
}

/** Where fields belong that are often written one level too high or too low. */
export const HOMES: Readonly<Record<string, string>> = {
  allowPrivilegeEscalation: 'securityContext of the container',
  capabilities: 'securityContext of the container',
  privileged: 'securityContext of the container',
  procMount: 'securityContext of the container',
  readOnlyRootFilesystem: 'securityContext of the container',
  runAsGroup: 'securityContext of the pod or the container',
  runAsNonRoot: 'securityContext of the pod or the container',
  runAsUser: 'securityContext of the pod or the container',
  seLinuxOptions: 'securityContext of the pod or the container',
  seccompProfile: 'securityContext of the pod or the container',
  appArmorProfile: 'securityContext of the pod or the container',
  fsGroup: 'securityContext of the pod',
  supplementalGroups: 'securityContext of the pod',
  sysctls: 'securityContext of the pod',
  automountServiceAccountToken: 'the pod spec',
  hostIPC: 'the pod spec',
  hostNetwork: 'the pod spec',
  hostPID: 'the pod spec',
  hostUsers: 'the pod spec',
  runtimeClassName: 'the pod spec',
  serviceAccountName: 'the pod spec',
  tolerations: 'the pod spec',
  volumes: 'the pod spec',
  resources: 'the container',
  readOnly: 'volumeMounts of the container',
};
