import { type Check, defineCheck } from '../define.ts';
import { listOf } from '../flags.ts';

export const etcdPlainText: Check = defineCheck({
  id: 'api-server/etcd-plain-text',
  title: 'API server talks to etcd in clear',
  severity: 'high',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Every object, Secrets included, crosses the wire in clear, and etcd cannot tell who is asking.',
  remedy: 'Use https in --etcd-servers, with --etcd-cafile, --etcd-certfile and --etcd-keyfile.',
  standards: { cis: ['1.2.23'], nsa: ['etcd', 'encryption'], owasp: ['K09'], mitre: ['T1552'], cks: ['cluster-setup'] },
  aliases: { kubescape: ['C-0137'] },
  *evaluate({ component }) {
    const flag = component.flags.get('etcd-servers');
    const plain = listOf(flag).filter((url) => url.startsWith('http://'));
    if (flag && plain.length > 0) yield { path: flag.path, message: `etcd is asked at ${plain.join(', ')}` };
  },
});
