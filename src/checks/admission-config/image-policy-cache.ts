import { listAt, numberAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const imagePolicyCache: Check = defineCheck({
  id: 'admission-config/image-policy-cache',
  title: 'Verdicts on images are kept for long',
  severity: 'low',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/AdmissionConfiguration'],
  why: 'allowTTL keeps an image allowed for that many seconds after it was found to be bad.',
  remedy: 'Set allowTTL to some minutes, such as 300.',
  standards: { cis: ['5.5.1'], nsa: ['secure-images'], owasp: ['K02'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ object }) {
    for (const [index, plugin] of listAt(object.value, 'plugins').entries()) {
      const path = ['configuration', 'imagePolicy', 'allowTTL'];
      const seconds = numberAt(plugin, ...path) ?? 0;
      if (stringAt(plugin, 'name') === 'ImagePolicyWebhook' && seconds > 900)
        yield { path: ['plugins', index, ...path], message: `an allowed image stays allowed for ${seconds} seconds` };
    }
  },
});
