import { at, optionOf, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeWord } from '../dockerfile-fixes.ts';

export const rpmSignature: Check = defineCheck({
  id: 'dockerfile/rpm-signature',
  title: 'RPM packages installed without checking their signature',
  severity: 'high',
  on: 'dockerfile',
  why: 'Anybody on the way between the build and the repository can put programs of their own into the image.',
  remedy: 'Take the option out and import the key of the repository with rpm --import.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1204.003'], cks: ['supply-chain'] },
  aliases: { checkov: ['CKV2_DOCKER_9', 'CKV2_DOCKER_10'] },
  fix: removeWord('packages from repositories without a known key', { risky: true }),
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'dnf', 'yum', 'microdnf', 'tdnf', 'zypper', 'rpm')) {
      const option = optionOf(
        command,
        /^--(?:nogpgcheck|no-gpg-checks|no-gpgcheck|gpg-auto-import-keys|nosignature|nodigest|noverify|allow-unsigned-rpm|setopt=\*?\.?gpgcheck=(?:0|false|no))$/,
      );
      if (option) yield at(instruction, `${command.program} ${option.value} takes packages without a signature`, option);
    }
  },
});
