import type { FieldPath } from '../../core/index.ts';

/** A field with a closed list of values. `*` in a path stands for every item of a list. */
export interface Choice {
  readonly path: FieldPath;
  readonly values: readonly string[];
}

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const SECCOMP = ['RuntimeDefault', 'Localhost', 'Unconfined'];
const WEBHOOK: readonly Choice[] = [
  { path: ['webhooks', '*', 'failurePolicy'], values: ['Fail', 'Ignore'] },
  { path: ['webhooks', '*', 'matchPolicy'], values: ['Exact', 'Equivalent'] },
  { path: ['webhooks', '*', 'sideEffects'], values: ['None', 'NoneOnDryRun', 'Some', 'Unknown'] },
  { path: ['webhooks', '*', 'namespaceSelector', 'matchExpressions', '*', 'operator'], values: OPERATORS },
];
const SUBJECTS: Choice = { path: ['subjects', '*', 'kind'], values: ['User', 'Group', 'ServiceAccount'] };
const UPDATE: Choice = { path: ['spec', 'updateStrategy', 'type'], values: ['RollingUpdate', 'OnDelete'] };
const TEMPLATE_OF_SERVER: Choice = { path: ['spec', 'template', 'spec', 'restartPolicy'], values: ['Always'] };

/**
 * The values that the API server accepts, by group and kind, as of v1.35:
 * https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/core/validation/validation.go and its neighbours.
 */
export const OBJECT_CHOICES: Readonly<Record<string, readonly Choice[]>> = {
  '/PersistentVolume': [
    { path: ['spec', 'persistentVolumeReclaimPolicy'], values: ['Retain', 'Delete', 'Recycle'] },
    { path: ['spec', 'accessModes', '*'], values: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] },
  ],
  '/PersistentVolumeClaim': [
    { path: ['spec', 'accessModes', '*'], values: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] },
    { path: ['spec', 'volumeMode'], values: ['Filesystem', 'Block'] },
  ],
  '/Service': [
    { path: ['spec', 'type'], values: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] },
    { path: ['spec', 'sessionAffinity'], values: ['None', 'ClientIP'] },
    { path: ['spec', 'externalTrafficPolicy'], values: ['Cluster', 'Local'] },
    { path: ['spec', 'internalTrafficPolicy'], values: ['Cluster', 'Local'] },
    { path: ['spec', 'ipFamilyPolicy'], values: ['SingleStack', 'PreferDualStack', 'RequireDualStack'] },
    { path: ['spec', 'ports', '*', 'protocol'], values: PROTOCOLS },
  ],
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': WEBHOOK,
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': [{ path: ['spec', 'failurePolicy'], values: ['Fail', 'Ignore'] }],
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': [
    { path: ['spec', 'validationActions', '*'], values: ['Deny', 'Warn', 'Audit'] },
  ],
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': WEBHOOK,
  'apps/DaemonSet': [UPDATE, TEMPLATE_OF_SERVER],
  'apps/Deployment': [{ path: ['spec', 'strategy', 'type'], values: ['RollingUpdate', 'Recreate'] }, TEMPLATE_OF_SERVER],
  'apps/ReplicaSet': [TEMPLATE_OF_SERVER],
  'apps/StatefulSet': [UPDATE, TEMPLATE_OF_SERVER, { path: ['spec', 'podManagementPolicy'], values: ['OrderedReady', 'Parallel'] }],
  'batch/CronJob': [
    { path: ['spec', 'concurrencyPolicy'], values: ['Allow', 'Forbid', 'Replace'] },
    { path: ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'restartPolicy'], values: ['OnFailure', 'Never'] },
  ],
  'batch/Job': [{ path: ['spec', 'template', 'spec', 'restartPolicy'], values: ['OnFailure', 'Never'] }],
  'networking.k8s.io/Ingress': [
    { path: ['spec', 'rules', '*', 'http', 'paths', '*', 'pathType'], values: ['Exact', 'Prefix', 'ImplementationSpecific'] },
  ],
  'networking.k8s.io/NetworkPolicy': [
    { path: ['spec', 'policyTypes', '*'], values: ['Ingress', 'Egress'] },
    { path: ['spec', 'ingress', '*', 'ports', '*', 'protocol'], values: PROTOCOLS },
    { path: ['spec', 'egress', '*', 'ports', '*', 'protocol'], values: PROTOCOLS },
    { path: ['spec', 'podSelector', 'matchExpressions', '*', 'operator'], values: OPERATORS },
  ],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [SUBJECTS, { path: ['roleRef', 'kind'], values: ['ClusterRole'] }],
  'rbac.authorization.k8s.io/RoleBinding': [SUBJECTS, { path: ['roleRef', 'kind'], values: ['Role', 'ClusterRole'] }],
};

/** From the spec of a pod. */
export const POD_CHOICES: readonly Choice[] = [
  { path: ['restartPolicy'], values: ['Always', 'OnFailure', 'Never'] },
  { path: ['dnsPolicy'], values: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] },
  { path: ['os', 'name'], values: ['linux', 'windows'] },
  { path: ['preemptionPolicy'], values: ['PreemptLowerPriority', 'Never'] },
  { path: ['securityContext', 'seccompProfile', 'type'], values: SECCOMP },
  { path: ['securityContext', 'appArmorProfile', 'type'], values: SECCOMP },
  { path: ['securityContext', 'fsGroupChangePolicy'], values: ['OnRootMismatch', 'Always'] },
  { path: ['securityContext', 'supplementalGroupsPolicy'], values: ['Merge', 'Strict'] },
  { path: ['tolerations', '*', 'operator'], values: ['Exists', 'Equal', 'Lt', 'Gt'] },
  { path: ['tolerations', '*', 'effect'], values: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
  { path: ['topologySpreadConstraints', '*', 'whenUnsatisfiable'], values: ['DoNotSchedule', 'ScheduleAnyway'] },
  {
    path: ['volumes', '*', 'hostPath', 'type'],
    values: ['DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'],
  },
];

/** From a container. */
export const CONTAINER_CHOICES: readonly Choice[] = [
  { path: ['imagePullPolicy'], values: ['Always', 'IfNotPresent', 'Never'] },
  { path: ['terminationMessagePolicy'], values: ['File', 'FallbackToLogsOnError'] },
  { path: ['securityContext', 'seccompProfile', 'type'], values: SECCOMP },
  { path: ['securityContext', 'appArmorProfile', 'type'], values: SECCOMP },
  { path: ['securityContext', 'procMount'], values: ['Default', 'Unmasked'] },
  { path: ['ports', '*', 'protocol'], values: PROTOCOLS },
  { path: ['volumeMounts', '*', 'mountPropagation'], values: ['None', 'HostToContainer', 'Bidirectional'] },
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => ({
    path: [probe, 'httpGet', 'scheme'],
    values: ['HTTP', 'HTTPS'],
  })),
];
