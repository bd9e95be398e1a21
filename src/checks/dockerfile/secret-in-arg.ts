import { pairOf } from '../../formats/index.ts';
import { at, instructionsOf } from '../build-steps.ts';
import { detectCredentials, isFillIn, strengthOfName } from '../credentials/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const secretInArg: Check = defineCheck({
  id: 'dockerfile/secret-in-arg',
  title: 'Secret passed as build argument',
  severity: 'medium',
  on: 'dockerfile',
  why: 'Build arguments are in the history of the image (docker history shows them) and in the provenance of the build, and a default value is in the repository as well.',
  remedy: 'Use RUN --mount=type=secret,id=NAME and docker build --secret id=NAME; the secret is then in no layer and no history.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.001'], microsoft: ['MS-TA9027'], cks: ['supply-chain'] },
  aliases: { trivy: ['DS-0031', 'AVD-DS-0031', 'DS031'] },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ARG')) {
      for (const { name, value, start, end } of instruction.words.map(pairOf)) {
        const text = value?.text.replace(/^(["'])(.*)\1$/s, '$2') ?? '';
        const [found] = detectCredentials(text, name);
        if (found) {
          yield { ...at(instruction, `ARG ${name} holds ${found.label} (${found.masked})`, { start, end }), severity: 'high' };
        } else if (strengthOfName(name) && (text === '' || isFillIn(text))) {
          yield at(instruction, `ARG ${name} is made to be given a secret`, { start, end });
        }
      }
    }
  },
});
