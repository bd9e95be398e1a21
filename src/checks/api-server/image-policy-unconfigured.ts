import { type Check, defineCheck } from '../define.ts';
import { listOf } from '../flags.ts';

export const imagePolicyUnconfigured: Check = defineCheck({
  id: 'api-server/image-policy-unconfigured',
  title: 'ImagePolicyWebhook without a configuration',
  severity: 'high',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Without a file that says whom to ask, the API server does not start, or the plugin asks nobody; either way no image is judged.',
  remedy: 'Set --admission-control-config-file to a file with the section ImagePolicyWebhook.',
  standards: { cis: ['5.5.1'], nsa: ['secure-images'], owasp: ['K02', 'K04'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ component }) {
    const flag = component.flags.get('enable-admission-plugins');
    if (
      flag &&
      listOf(flag).includes('ImagePolicyWebhook') &&
      !component.flags.has('admission-control-config-file') &&
      component.isComplete
    ) {
      yield { path: flag.path, message: 'ImagePolicyWebhook is switched on and --admission-control-config-file is not set' };
    }
  },
});
