import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const peerCertificate: Check = defineCheck({
  id: 'etcd/peer-certificate',
  title: 'etcd members talk without TLS',
  severity: 'medium',
  on: 'component',
  components: ['etcd'],
  why: 'The whole state of the cluster is copied between members in clear, and a stranger may join them.',
  remedy: 'Set --peer-cert-file and --peer-key-file.',
  standards: { cis: ['2.4'], nsa: ['etcd', 'encryption'], owasp: ['K09'], cks: ['cluster-setup'] },
  aliases: { trivy: ['KCV0045', 'AVD-KCV-0045'], kubescape: ['C-0156'], checkov: ['CKV_K8S_119'], 'kube-bench': ['2.4'] },
  evaluate: ({ component }) => missingFlag(component, 'peer-cert-file', 'members copy the state in clear'),
});
