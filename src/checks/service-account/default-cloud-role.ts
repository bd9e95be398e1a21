import { recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

/**
 * Annotations that give an account an identity in a cloud: https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html,
 * https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity, https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
 */
const CLOUDS: ReadonlyMap<string, string> = new Map([
  ['eks.amazonaws.com/role-arn', 'AWS role'],
  ['iam.gke.io/gcp-service-account', 'Google service account'],
  ['azure.workload.identity/client-id', 'Azure identity'],
]);

export const defaultCloudRole: Check = defineCheck({
  id: 'service-account/default-cloud-role',
  title: 'Default service account has an identity in the cloud',
  severity: 'high',
  on: 'object',
  kinds: ['/ServiceAccount'],
  why: 'Every pod of the namespace that names no account can act in the cloud under this identity: a flaw in the least important of them opens the storage, queues and keys that the identity may use.',
  remedy: 'Move the annotation to a service account that only the workload with the need uses, and remove it from the default one.',
  standards: {
    cis: ['5.1.5'],
    nsa: ['cloud-infrastructure', 'service-account-tokens'],
    owasp: ['K06'],
    mitre: ['T1528', 'T1078'],
    microsoft: ['MS-TA9020', 'MS-TA9028'],
    cks: ['cluster-hardening'],
  },
  aliases: { kubescape: ['C-0189'] },
  unseen: 'No corpus declares a default service account with a cloud identity.',
  *evaluate({ object }) {
    if (object.name !== 'default') return;
    const annotations = recordAt(object.value, 'metadata', 'annotations');
    for (const [name, cloud] of CLOUDS) {
      const value = annotations[name];
      if (typeof value !== 'string' || value === '') continue;
      yield { path: ['metadata', 'annotations', name], message: `the default service account acts as ${cloud} ${value}` };
    }
  },
});
