import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { mustBeFalse } from '../flags.ts';

export const profiling: Check = defineCheck({
  id: 'controller-manager/profiling',
  title: 'Controller manager shows its inner workings',
  severity: 'low',
  on: 'component',
  components: ['kube-controller-manager'],
  why: 'The profiler tells about memory and load of the program and can be made to slow it down.',
  remedy: 'Set --profiling=false among its arguments.',
  standards: { cis: ['1.3.2'], nsa: ['control-plane-hardening'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0034', 'AVD-KCV-0034'], kubescape: ['C-0145'], checkov: ['CKV_K8S_107'], 'kube-bench': ['1.3.2'] },
  fix: setFlag('profiling', 'false', 'profiling of the component'),
  evaluate: ({ component }) => mustBeFalse(component, 'profiling', 'the profiler is open'),
});
