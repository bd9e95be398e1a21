import { type Check, defineCheck } from '../define.ts';
import { addToFlag } from '../fixes.ts';
import { listOf } from '../flags.ts';

export const alwaysPullImages: Check = defineCheck({
  id: 'api-server/always-pull-images',
  title: 'Private images on a node are open to all its pods',
  severity: 'low',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'A pod may use a private image that another one pulled, without credentials of its own, and old bytes under a moved tag.',
  remedy: 'Add AlwaysPullImages to --enable-admission-plugins.',
  standards: { cis: ['1.2.11'], nsa: ['control-plane-hardening'], owasp: ['K02'], cks: ['supply-chain'] },
  aliases: { trivy: ['KCV0012', 'AVD-KCV-0012'], kubescape: ['C-0123'], checkov: ['CKV_K8S_80'], 'kube-bench': ['1.2.11'] },
  fix: addToFlag('enable-admission-plugins', 'AlwaysPullImages', 'starts of pods while a registry cannot be reached', { risky: true }),
  *evaluate({ component }) {
    const on = component.flags.get('enable-admission-plugins');
    if (listOf(on).includes('AlwaysPullImages') || (!on && !component.isComplete)) return;
    yield { path: on?.path ?? component.path, message: 'the admission plugin AlwaysPullImages is not switched on' };
  },
});
