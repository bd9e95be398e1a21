import { type Check, defineCheck } from '../define.ts';
import { isFalse } from '../flags.ts';

export const peerClientAuth: Check = defineCheck({
  id: 'etcd/peer-client-auth',
  title: 'etcd lets in members without a certificate',
  severity: 'high',
  on: 'component',
  components: ['etcd'],
  why: 'A stranger may join as a member and is sent the whole state of the cluster.',
  remedy: 'Set --peer-client-cert-auth=true and --peer-trusted-ca-file.',
  standards: { cis: ['2.5'], nsa: ['etcd', 'authentication'], owasp: ['K06', 'K09'], cks: ['cluster-setup'] },
  aliases: { trivy: ['KCV0046', 'AVD-KCV-0046'], kubescape: ['C-0157'], checkov: ['CKV_K8S_121'], 'kube-bench': ['2.5'] },
  *evaluate({ component }) {
    const flag = component.flags.get('peer-client-cert-auth');
    if (flag ? isFalse(flag) : component.isComplete)
      yield {
        path: flag?.path ?? component.path,
        message: `--peer-client-cert-auth is ${flag ? flag.value : 'not set, which means false'}`,
      };
  },
});
