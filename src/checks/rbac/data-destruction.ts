import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const dataDestruction: Check = defineRight({
  id: 'rbac/data-destruction',
  title: 'Somebody may delete data',
  severity: 'medium',
  inNamespace: 'low',
  why: 'One request deletes a namespace with all that is in it, or the claims and volumes on which databases lie; nothing in Kubernetes brings them back.',
  remedy:
    'Remove delete and deletecollection on namespaces, volumes and claims from running programs; let a pipeline with approval delete them.',
  standards: { nsa: ['rbac'], owasp: ['K03'], microsoft: ['MS-TA9038'], cks: ['cluster-hardening'] },
  aliases: { kubescape: ['C-0007'], 'kube-linter': ['deletecollection-verb-in-role'] },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [
    { apiGroup: '', resources: ['namespaces', 'persistentvolumes', 'persistentvolumeclaims'], verbs: ['delete', 'deletecollection'] },
    {
      apiGroup: 'snapshot.storage.k8s.io',
      resources: ['volumesnapshots', 'volumesnapshotcontents'],
      verbs: ['delete', 'deletecollection'],
    },
  ],
  breaks: 'controllers that tidy up namespaces or volumes',
});
