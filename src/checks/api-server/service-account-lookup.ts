import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { isFalse } from '../flags.ts';

export const serviceAccountLookup: Check = defineCheck({
  id: 'api-server/service-account-lookup',
  title: 'Deleted tokens stay valid',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'The API server does not look whether the Secret of a token still exists, so that a leaked one cannot be taken back.',
  remedy: 'Remove --service-account-lookup=false.',
  standards: { cis: ['1.2.21'], nsa: ['service-account-tokens'], owasp: ['K06'], mitre: ['T1528'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0024', 'AVD-KCV-0024'], kubescape: ['C-0135'], checkov: ['CKV_K8S_96'], 'kube-bench': ['1.2.21'] },
  fix: setFlag('service-account-lookup', 'true', 'tokens of deleted service accounts'),
  *evaluate({ component }) {
    const flag = component.flags.get('service-account-lookup');
    if (flag && isFalse(flag)) yield { path: flag.path, message: '--service-account-lookup is false' };
  },
});
