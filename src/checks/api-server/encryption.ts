import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const encryption: Check = defineCheck({
  id: 'api-server/encryption',
  title: 'Secrets are stored in clear',
  severity: 'high',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Whoever gets a backup of etcd, its disk or its API has every Secret of the cluster.',
  remedy:
    'Set --encryption-provider-config to an EncryptionConfiguration whose first provider for secrets encrypts, and rewrite all Secrets.',
  standards: {
    cis: ['1.2.27'],
    nsa: ['encryption', 'secrets'],
    owasp: ['K08'],
    mitre: ['T1552.001'],
    microsoft: ['MS-TA9025'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['KCV0030', 'AVD-KCV-0030'], kubescape: ['C-0066', 'C-0141'], checkov: ['CKV_K8S_104'], 'kube-bench': ['1.2.27'] },
  unseen: 'The example sets it, and shows what is wrong in the file instead.',
  evaluate: ({ component }) => missingFlag(component, 'encryption-provider-config', 'Secrets lie in etcd in clear'),
});
