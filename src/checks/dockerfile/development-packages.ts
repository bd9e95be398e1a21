import { at, isInImage, optionOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { packageSteps } from '../package-steps.ts';

export const developmentPackages: Check = defineCheck({
  id: 'dockerfile/development-packages',
  title: 'Development dependencies in the final image',
  severity: 'low',
  on: 'dockerfile',
  why: 'Test runners, compilers and their hundreds of dependencies are in production with their weaknesses, and nobody needs them there.',
  remedy:
    'Write npm ci --omit=dev (yarn install --production, pip without dev requirements, bundle config without development) in the final stage.',
  standards: { nsa: ['secure-images'], owasp: ['K01'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const { instruction, command, verb } of packageSteps(dockerfile, ['npm'], ['ci', 'clean-install'])) {
      if (!isInImage(dockerfile, instruction) || optionOf(command, /^--(?:omit(?:=dev)?|only=prod(?:uction)?|production(?:=true)?)$/))
        continue;
      const isLater = dockerfile.instructions.some(
        ({ keyword, text, start }) => start >= instruction.start && keyword === 'RUN' && /npm prune\b.*(?:production|omit)/.test(text),
      );
      const isProduction = dockerfile.instructions.some(
        ({ keyword, text, start }) =>
          start < instruction.start && keyword === 'ENV' && /\bNODE_ENV[= ]["']?production|NPM_CONFIG_(?:OMIT|PRODUCTION)/i.test(text),
      );
      if (!isLater && !isProduction)
        yield at(instruction, `npm ${verb.value} brings the development dependencies too`, { start: command.name.start, end: verb.end });
    }
  },
});
