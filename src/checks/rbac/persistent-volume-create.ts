import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const persistentVolumeCreate: Check = defineRight({
  id: 'rbac/persistent-volume-create',
  title: 'Somebody may create PersistentVolumes',
  severity: 'high',
  inNamespace: 'low',
  why: 'A PersistentVolume may be a directory of a node: claimed by a pod it is mounted there, past the rule of Pod Security against hostPath.',
  remedy: 'Let a storage class provision volumes, and remove create on persistentvolumes from everything but the provisioner.',
  standards: { cis: ['5.1.9'], nsa: ['rbac'], owasp: ['K03'], mitre: ['T1611'], microsoft: ['MS-TA9013'], cks: ['cluster-hardening'] },
  aliases: { kubescape: ['C-0278'], 'kube-bench': ['5.1.9'] },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [{ apiGroup: '', resources: ['persistentvolumes'], verbs: ['create'] }],
  isClusterScoped: true,
  breaks: 'provisioners of volumes',
});
