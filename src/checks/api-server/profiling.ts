import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { mustBeFalse } from '../flags.ts';

export const profiling: Check = defineCheck({
  id: 'api-server/profiling',
  title: 'API server shows its inner workings',
  severity: 'low',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'The profiler tells whoever may ask about memory and load of the API server, and can be made to slow it down.',
  remedy: 'Set --profiling=false among its arguments.',
  standards: { cis: ['1.2.15'], nsa: ['control-plane-hardening'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0018', 'AVD-KCV-0018'], kubescape: ['C-0129'], checkov: ['CKV_K8S_90'], 'kube-bench': ['1.2.15'] },
  fix: setFlag('profiling', 'false', 'profiling of the component'),
  evaluate: ({ component }) => mustBeFalse(component, 'profiling', 'the profiler is open to authorized clients'),
});
