import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const etcdClientCertificate: Check = defineCheck({
  id: 'api-server/etcd-client-certificate',
  title: 'API server has no certificate for etcd',
  severity: 'high',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Then etcd has to let in clients without a certificate, and anyone who reaches it has the cluster.',
  remedy: 'Set --etcd-certfile and --etcd-keyfile, and --client-cert-auth on etcd.',
  standards: { cis: ['1.2.23'], nsa: ['etcd'], owasp: ['K09'], cks: ['cluster-setup'] },
  aliases: { trivy: ['KCV0026', 'AVD-KCV-0026'], kubescape: ['C-0137'], checkov: ['CKV_K8S_99'], 'kube-bench': ['1.2.23'] },
  evaluate: ({ component }) => missingFlag(component, 'etcd-certfile', 'etcd must let it in without proof'),
});
