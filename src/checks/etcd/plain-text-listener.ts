import { type Check, defineCheck } from '../define.ts';
import { listOf } from '../flags.ts';

export const plainTextListener: Check = defineCheck({
  id: 'etcd/plain-text-listener',
  title: 'etcd listens without TLS',
  severity: 'high',
  on: 'component',
  components: ['etcd'],
  why: 'The state of the cluster, Secrets included, is read and written in clear at these addresses, by anyone who reaches them.',
  remedy: 'Use https in --listen-client-urls and --listen-peer-urls.',
  standards: { cis: ['2.1'], nsa: ['etcd', 'encryption'], owasp: ['K07', 'K09'], mitre: ['T1552'], cks: ['cluster-setup'] },
  aliases: { kubescape: ['C-0153'] },
  *evaluate({ component }) {
    for (const name of ['listen-client-urls', 'listen-peer-urls']) {
      const flag = component.flags.get(name);
      const plain = listOf(flag).filter((url) => /^http:\/\/(?!127\.0\.0\.1[:/]|localhost[:/]|\[::1\])/.test(url));
      if (flag && plain.length > 0) yield { path: flag.path, message: `--${name} has ${plain.join(', ')}` };
    }
  },
});
