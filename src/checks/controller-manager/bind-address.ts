import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';

export const bindAddress: Check = defineCheck({
  id: 'controller-manager/bind-address',
  title: 'Controller manager listens beyond its node',
  severity: 'low',
  on: 'component',
  components: ['kube-controller-manager'],
  why: 'Health, metrics and profiling of the control plane are open to the network.',
  remedy: 'Set --bind-address=127.0.0.1 among its arguments.',
  standards: { cis: ['1.3.7'], nsa: ['control-plane-hardening'], owasp: ['K09'], microsoft: ['MS-TA9005'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0039', 'AVD-KCV-0039'], kubescape: ['C-0150'], checkov: ['CKV_K8S_113'], 'kube-bench': ['1.3.7'] },
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
