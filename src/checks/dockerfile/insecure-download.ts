import { at, optionOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeWord } from '../dockerfile-fixes.ts';
import { downloadsOf } from '../downloads.ts';

export const insecureDownload: Check = defineCheck({
  id: 'dockerfile/insecure-download',
  title: 'Download without checking the certificate',
  severity: 'high',
  on: 'dockerfile',
  why: 'Anybody on the way between the build and the server can answer in its place and put a program of their own into the image.',
  remedy: 'Leave the option out; install ca-certificates, or name the authority of your proxy with --cacert.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1204.003'], cks: ['supply-chain'] },
  aliases: { checkov: ['CKV2_DOCKER_2', 'CKV2_DOCKER_3'] },
  fix: removeWord('downloads from servers whose certificate no known authority signed', { risky: true }),
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of downloadsOf(dockerfile)) {
      const option = optionOf(
        command,
        command.program === 'curl'
          ? /^(?:--insecure|--proxy-insecure|-[sSLfgiIkNqRvjJOB#0-6]*k[\w#]*)$/
          : /^--(?:no-check-certificate|check-certificate=(?:off|false|quiet))$/,
      );
      if (option) yield at(instruction, `${command.program} ${option.value} trusts every server`, option);
    }
  },
});
