import { at, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeWord } from '../dockerfile-fixes.ts';

export const aptUnauthenticated: Check = defineCheck({
  id: 'dockerfile/apt-unauthenticated',
  title: 'Debian packages installed without checking their signature',
  severity: 'high',
  on: 'dockerfile',
  why: 'Anybody on the way between the build and the archive can put programs of their own into the image.',
  remedy: 'Take the option out and install the key of the archive under /etc/apt/keyrings, named by signed-by.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1204.003'], cks: ['supply-chain'] },
  aliases: { checkov: ['CKV2_DOCKER_8', 'CKV2_DOCKER_11'] },
  fix: ({ span, path, message }, { dockerfile }) =>
    dockerfile.file.text.slice(span?.start, span?.end).startsWith('-')
      ? removeWord('packages from archives without a known key', { risky: true })(
          { path, message, ...(span ? { span } : {}) },
          { dockerfile },
        )
      : undefined,
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'apt-get', 'apt')) {
      const option = command.words.find(({ value }) =>
        /^--(?:allow-unauthenticated|force-yes|allow-insecure-repositories|no-allow-secure)$|Allow(?:Unauthenticated|InsecureRepositories)=["']?(?:true|1|yes)/i.test(
          value,
        ),
      );
      if (option) yield at(instruction, `${option.value} skips the check of signatures`, option);
    }
    for (const { instruction, command } of stepsOf(dockerfile, 'echo', 'printf')) {
      const line = command.words.find(({ value }) => /\btrusted=yes\b/.test(value));
      if (line) yield at(instruction, 'trusted=yes takes every package of that archive', line);
    }
  },
});
