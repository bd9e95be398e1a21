import { booleanAt, listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const imagePolicyDefaultAllow: Check = defineCheck({
  id: 'admission-config/image-policy-default-allow',
  title: 'Images are let in when nobody can judge them',
  severity: 'high',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/AdmissionConfiguration'],
  why: 'With defaultAllow true, whoever keeps the webhook from answering may run any image.',
  remedy: 'Set imagePolicy.defaultAllow to false.',
  standards: {
    cis: ['5.5.1'],
    nsa: ['secure-images'],
    owasp: ['K02', 'K04'],
    mitre: ['T1525'],
    microsoft: ['MS-TA9002'],
    cks: ['supply-chain'],
  },
  aliases: {},
  fix: setField(false, 'starts of pods while the webhook does not answer', { risky: true }),
  *evaluate({ object }) {
    for (const [index, plugin] of listAt(object.value, 'plugins').entries()) {
      const path = ['configuration', 'imagePolicy', 'defaultAllow'];
      if (stringAt(plugin, 'name') === 'ImagePolicyWebhook' && booleanAt(plugin, ...path) === true)
        yield { path: ['plugins', index, ...path], message: 'defaultAllow is true' };
    }
  },
});
