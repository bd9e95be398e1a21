import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const clientCa: Check = defineCheck({
  id: 'api-server/client-ca',
  title: 'API server knows no client certificates',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Nodes and administrators cannot be told by certificates, so something weaker takes their place.',
  remedy: 'Set --client-ca-file to the authority of the cluster.',
  standards: { cis: ['1.2.25'], nsa: ['authentication'], owasp: ['K06'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0028', 'AVD-KCV-0028'], kubescape: ['C-0139'], 'kube-bench': ['1.2.25'] },
  unseen: 'The example sets it.',
  evaluate: ({ component }) => missingFlag(component, 'client-ca-file', 'no client certificate is accepted'),
});
