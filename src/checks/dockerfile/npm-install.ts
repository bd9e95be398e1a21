import { at, operandsOf, optionOf, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { rewriteWord } from '../dockerfile-fixes.ts';
import { packageSteps } from '../package-steps.ts';

export const npmInstall: Check = defineCheck({
  id: 'dockerfile/npm-install',
  title: 'Dependencies installed without following the lockfile',
  severity: 'low',
  on: 'dockerfile',
  why: 'npm install may take newer versions than the lockfile names and changes the lockfile: what is built is not what was reviewed and tested.',
  remedy: 'Copy package.json and package-lock.json, and use npm ci (yarn install --immutable, pnpm install --frozen-lockfile).',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: {},
  fix: rewriteWord(
    (text) => (/^npm\s+(?:install|i)$/.test(text) ? 'npm ci' : undefined),
    'a build without package-lock.json, or one that disagrees with package.json',
    { risky: true },
  ),
  *evaluate({ dockerfile }) {
    for (const { instruction, command, verb, packages } of packageSteps(dockerfile, ['npm'], ['install', 'i'])) {
      if (packages.length === 0 && !optionOf(command, /^(?:-g|--global)$/))
        yield at(instruction, `npm ${verb.value} does not follow the lockfile`, { start: command.name.start, end: verb.end });
    }
    for (const { instruction, command } of stepsOf(dockerfile, 'yarn', 'pnpm')) {
      const [verb] = operandsOf(command);
      const isInstall =
        verb?.value === 'install' || (verb === undefined && command.program === 'yarn' && !optionOf(command, /^(?:-v|--version)$/));
      if (isInstall && !optionOf(command, /^--(?:frozen-lockfile|immutable|immutable-cache|offline)$/))
        yield at(instruction, `${command.program} install does not insist on the lockfile`, {
          start: command.name.start,
          end: verb?.end ?? command.name.end,
        });
    }
  },
});
