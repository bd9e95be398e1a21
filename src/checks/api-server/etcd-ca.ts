import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const etcdCa: Check = defineCheck({
  id: 'api-server/etcd-ca',
  title: 'API server does not check the certificate of etcd',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Whoever answers in the place of etcd gets every write, Secrets among them, and invents every answer.',
  remedy: 'Set --etcd-cafile to the authority of etcd.',
  standards: { cis: ['1.2.26'], nsa: ['etcd'], owasp: ['K09'], cks: ['cluster-setup'] },
  aliases: { trivy: ['KCV0029', 'AVD-KCV-0029'], kubescape: ['C-0140'], checkov: ['CKV_K8S_102'], 'kube-bench': ['1.2.26'] },
  evaluate: ({ component }) => missingFlag(component, 'etcd-cafile', 'any answer is taken for etcd'),
});
