import { type Check, defineCheck } from '../define.ts';
import { removeFromFlag } from '../fixes.ts';
import { listOf } from '../flags.ts';

export const serviceAccountPluginOff: Check = defineCheck({
  id: 'api-server/service-account-plugin-off',
  title: 'Pods are not given their service accounts',
  severity: 'high',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Pods run without the account and the limits that were planned for them, and may mount Secrets of any account.',
  remedy: 'Remove ServiceAccount from --disable-admission-plugins.',
  standards: { cis: ['1.2.12'], nsa: ['control-plane-hardening'], owasp: ['K04', 'K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0014', 'AVD-KCV-0014'], kubescape: ['C-0125'], checkov: ['CKV_K8S_82'], 'kube-bench': ['1.2.12'] },
  fix: removeFromFlag('disable-admission-plugins', 'ServiceAccount', 'pods that name a service account which does not exist'),
  *evaluate({ component }) {
    const off = component.flags.get('disable-admission-plugins');
    if (off && listOf(off).includes('ServiceAccount'))
      yield { path: off.path, message: 'the admission plugin ServiceAccount, which is on by default, is switched off' };
  },
});
