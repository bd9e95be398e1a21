import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { mustBeFalse } from '../flags.ts';

export const profiling: Check = defineCheck({
  id: 'scheduler/profiling',
  title: 'Scheduler shows its inner workings',
  severity: 'low',
  on: 'component',
  components: ['kube-scheduler'],
  why: 'The profiler tells about memory and load of the program and can be made to slow it down.',
  remedy: 'Set --profiling=false among its arguments.',
  standards: { cis: ['1.4.1'], nsa: ['control-plane-hardening'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0040', 'AVD-KCV-0040'], kubescape: ['C-0151'], checkov: ['CKV_K8S_114'], 'kube-bench': ['1.4.1'] },
  unseen: 'The manifests that were looked at hold no scheduler command line that sets it.',
  fix: setFlag('profiling', 'false', 'profiling of the component'),
  evaluate: ({ component }) => mustBeFalse(component, 'profiling', 'the profiler is open'),
});
