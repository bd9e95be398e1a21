import { at, flagOf, instructionsOf, transferOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const wholeContext: Check = defineCheck({
  id: 'dockerfile/whole-context',
  title: 'Whole folder copied without .dockerignore',
  severity: 'medium',
  on: 'dockerfile',
  why: 'Everything that lies there goes into the image: .git with its history, .env, keys, local builds. Whoever may pull the image may read it.',
  remedy: 'Add a .dockerignore (start with * and let single folders in again with !src), or copy by name.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.001'], microsoft: ['MS-TA9027'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    if (dockerfile.ignoreFile.kind !== 'missing') return;
    for (const instruction of instructionsOf(dockerfile, 'COPY', 'ADD')) {
      if (flagOf(instruction, 'from')) continue;
      const whole = transferOf(instruction)?.sources.find((source) => /^(?:\.|\.\/|\/|\*|\.\/\*)$/.test(source.text));
      if (whole) yield at(instruction, 'everything in the folder of the build is copied, and there is no .dockerignore', whole);
    }
  },
});
