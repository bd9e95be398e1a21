import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';

export const bindAddress: Check = defineCheck({
  id: 'scheduler/bind-address',
  title: 'Scheduler listens beyond its node',
  severity: 'low',
  on: 'component',
  components: ['kube-scheduler'],
  why: 'Health, metrics and profiling of the control plane are open to the network.',
  remedy: 'Set --bind-address=127.0.0.1 among its arguments.',
  standards: { cis: ['1.4.2'], nsa: ['control-plane-hardening'], owasp: ['K09'], microsoft: ['MS-TA9005'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0041', 'AVD-KCV-0041'], kubescape: ['C-0152'], checkov: ['CKV_K8S_115'], 'kube-bench': ['1.4.2'] },
  fix: setFlag('bind-address', '127.0.0.1', 'monitoring that reads the metrics from outside the node', { risky: true }),
  *evaluate({ component }) {
    const flag = component.flags.get('bind-address');
    if (flag ? !/^(?:127\.|::1$|localhost$)/.test(flag.value) : component.isComplete) {
      yield {
        path: flag?.path ?? component.path,
        message: `--bind-address is ${flag ? flag.value : 'not set, which means every address'}`,
      };
    }
  },
});
