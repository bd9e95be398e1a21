import { type Check, defineCheck } from '../define.ts';
import { listOf } from '../flags.ts';

export const eventRateLimit: Check = defineCheck({
  id: 'api-server/event-rate-limit',
  title: 'Events are taken without a limit',
  severity: 'info',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'One client that floods the API with events slows the API server down and pushes others out of etcd.',
  remedy: 'Add EventRateLimit to --enable-admission-plugins.',
  standards: { cis: ['1.2.9'], nsa: ['control-plane-hardening'], owasp: ['K04', 'K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0010', 'AVD-KCV-0010'], kubescape: ['C-0121'], checkov: ['CKV_K8S_78'], 'kube-bench': ['1.2.9'] },
  *evaluate({ component }) {
    const on = component.flags.get('enable-admission-plugins');
    if (listOf(on).includes('EventRateLimit') || (!on && !component.isComplete)) return;
    yield { path: on?.path ?? component.path, message: 'the admission plugin EventRateLimit is not switched on' };
  },
});
