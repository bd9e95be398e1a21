import { type Check, defineCheck } from '../define.ts';
import { isFalse } from '../flags.ts';

export const clientAuth: Check = defineCheck({
  id: 'etcd/client-auth',
  title: 'etcd lets in clients without a certificate',
  severity: 'critical',
  on: 'component',
  components: ['etcd'],
  why: 'Whoever reaches the port reads every Secret and writes every object, past all authorization.',
  remedy: 'Set --client-cert-auth=true and --trusted-ca-file.',
  standards: { cis: ['2.2'], nsa: ['etcd', 'authentication'], owasp: ['K06', 'K09'], mitre: ['T1552'], cks: ['cluster-setup'] },
  aliases: { trivy: ['KCV0043', 'AVD-KCV-0043'], kubescape: ['C-0154'], checkov: ['CKV_K8S_117'], 'kube-bench': ['2.2'] },
  *evaluate({ component }) {
    const flag = component.flags.get('client-cert-auth');
    if (flag ? isFalse(flag) : component.isComplete)
      yield { path: flag?.path ?? component.path, message: `--client-cert-auth is ${flag ? flag.value : 'not set, which means false'}` };
  },
});
