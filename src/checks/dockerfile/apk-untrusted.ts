import { at, optionOf, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeWord } from '../dockerfile-fixes.ts';

export const apkUntrusted: Check = defineCheck({
  id: 'dockerfile/apk-untrusted',
  title: 'Alpine packages installed without checking their signature',
  severity: 'high',
  on: 'dockerfile',
  why: 'Anybody on the way between the build and the repository can put programs of their own into the image.',
  remedy: 'Take --allow-untrusted out and copy the key of the repository to /etc/apk/keys.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1204.003'], cks: ['supply-chain'] },
  aliases: { checkov: ['CKV2_DOCKER_7'] },
  fix: removeWord('packages that nobody signed', { risky: true }),
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'apk')) {
      const option = optionOf(command, /^--allow-untrusted$/);
      if (option) yield at(instruction, 'apk takes packages without a signature', option);
    }
  },
});
