import { type Check, defineCheck } from '../define.ts';
import { setFoundFlag } from '../fixes.ts';
import { isFalse } from '../flags.ts';

export const autoTls: Check = defineCheck({
  id: 'etcd/auto-tls',
  title: 'etcd signs its own certificates',
  severity: 'medium',
  on: 'component',
  components: ['etcd'],
  why: 'Certificates that nobody vouches for can be checked by nobody: traffic is encrypted, to anyone.',
  remedy: 'Remove --auto-tls and --peer-auto-tls and use certificates of the cluster.',
  standards: { cis: ['2.3', '2.6'], nsa: ['etcd', 'encryption'], owasp: ['K09'], cks: ['cluster-setup'] },
  aliases: { trivy: ['KCV0044', 'AVD-KCV-0044'], kubescape: ['C-0155', 'C-0158'], checkov: ['CKV_K8S_118'], 'kube-bench': ['2.3', '2.6'] },
  fix: setFoundFlag('false', 'etcd, until it is given certificates', { risky: true }),
  *evaluate({ component }) {
    for (const name of ['auto-tls', 'peer-auto-tls']) {
      const flag = component.flags.get(name);
      if (flag && !isFalse(flag)) yield { path: flag.path, message: `--${name} is ${flag.value}` };
    }
  },
});
