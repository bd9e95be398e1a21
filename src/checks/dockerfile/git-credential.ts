import { at, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const gitCredential: Check = defineCheck({
  id: 'dockerfile/git-credential',
  title: 'Git clone with a credential in its address',
  severity: 'medium',
  on: 'dockerfile',
  why: 'The address stays in .git/config of the clone and in the history of the image, with the token in it.',
  remedy:
    'Use RUN --mount=type=ssh with an ssh address, or RUN --mount=type=secret with a credential helper, in a stage that is left behind.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.001'], microsoft: ['MS-TA9027'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'git', 'pip', 'pip3', 'go')) {
      for (const word of command.words) {
        if (/^(?:git\+)?https?:\/\/[^/\s@]*\$[^/\s]*@/.test(word.value))
          yield at(instruction, `${command.program} is given an address with a credential`, word);
      }
    }
  },
});
