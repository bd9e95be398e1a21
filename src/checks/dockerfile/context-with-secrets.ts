import { at, flagOf, instructionsOf, transferOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const contextWithSecrets: Check = defineCheck({
  id: 'dockerfile/context-with-secrets',
  title: '.dockerignore lets secrets into the image',
  severity: 'low',
  on: 'dockerfile',
  why: 'COPY of the whole folder takes what .dockerignore does not name: .git with its history and .env with its passwords are the usual ones.',
  remedy: 'Name .git, .env and keys in .dockerignore, or start it with * and let single folders in again.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.001'], microsoft: ['MS-TA9027'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    const { ignoreFile } = dockerfile;
    if (ignoreFile.kind !== 'text') return;
    const patterns = ignoreFile.text.split('\n').map((line) => line.trim());
    if (patterns.some((pattern) => /^(?:\*\*?|\*\*\/\*|\.\*|\/?\*)$/.test(pattern))) return;
    const open = ['.git', '.env'].filter(
      (name) => !patterns.some((pattern) => new RegExp(`^(?:\\*\\*/|/)?\\${name}(?:[/*].*)?$`).test(pattern)),
    );
    for (const instruction of open.length > 0 ? instructionsOf(dockerfile, 'COPY', 'ADD') : []) {
      const whole = flagOf(instruction, 'from')
        ? undefined
        : transferOf(instruction)?.sources.find((source) => /^(?:\.|\.\/|\/)$/.test(source.text));
      if (whole) yield at(instruction, `.dockerignore does not name ${open.join(' and ')}`, whole);
    }
  },
});
