import { type Check, defineCheck } from '../define.ts';
import { missingFlag } from '../flags.ts';

export const certificate: Check = defineCheck({
  id: 'etcd/certificate',
  title: 'etcd serves without TLS',
  severity: 'high',
  on: 'component',
  components: ['etcd'],
  why: 'Every Secret crosses the network in clear between etcd and the API server.',
  remedy: 'Set --cert-file and --key-file, and use https in --listen-client-urls.',
  standards: { cis: ['2.1'], nsa: ['etcd', 'encryption'], owasp: ['K09'], cks: ['cluster-setup'] },
  aliases: { trivy: ['KCV0042', 'AVD-KCV-0042'], kubescape: ['C-0153'], checkov: ['CKV_K8S_116'], 'kube-bench': ['2.1'] },
  evaluate: ({ component }) => missingFlag(component, 'cert-file', 'clients talk to it in clear'),
});
