import { type Check, defineCheck } from '../define.ts';
import { removeFromFlag } from '../fixes.ts';
import { listOf } from '../flags.ts';

export const alwaysAdmit: Check = defineCheck({
  id: 'api-server/always-admit',
  title: 'Admission plugin that lets everything in',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'AlwaysAdmit does nothing and is there for tests; in a list of plugins it tells that nobody chose them.',
  remedy: 'Remove AlwaysAdmit from --enable-admission-plugins.',
  standards: { cis: ['1.2.10'], nsa: ['control-plane-hardening'], owasp: ['K04'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0011', 'AVD-KCV-0011'], kubescape: ['C-0122'], checkov: ['CKV_K8S_79'], 'kube-bench': ['1.2.10'] },
  fix: removeFromFlag('enable-admission-plugins', 'AlwaysAdmit', 'nothing: the plugin allows what is allowed anyway'),
  *evaluate({ component }) {
    const flag = component.flags.get('enable-admission-plugins');
    if (flag && listOf(flag).includes('AlwaysAdmit')) yield { path: flag.path, message: 'AlwaysAdmit is switched on' };
  },
});
