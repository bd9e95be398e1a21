import { at, flagOf, instructionsOf, shown, transferOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const remoteAdd: Check = defineCheck({
  id: 'dockerfile/remote-add',
  title: 'ADD fetches a file without checking it',
  severity: 'medium',
  on: 'dockerfile',
  why: 'What the address serves on the day of the build becomes part of the image: a changed or hijacked server is built in unnoticed.',
  remedy: 'Write ADD --checksum=sha256:... with the digest you have seen, or download and verify in one RUN.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1204.003'], cks: ['supply-chain'] },
  aliases: { checkov: ['CKV_DOCKER_4'] },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ADD')) {
      if (flagOf(instruction, 'checksum')) continue;
      for (const source of transferOf(instruction)?.sources ?? []) {
        if (/^(?:https?|ftp):\/\//i.test(source.text) && !/\.git(?:[#?]|$)/.test(source.text))
          yield at(instruction, `ADD fetches ${shown(source.text)}`, source);
      }
    }
  },
});
