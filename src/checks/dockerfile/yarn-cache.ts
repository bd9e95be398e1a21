import { at, isInImage, mountsOf, operandsOf, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { appendCommand } from '../dockerfile-fixes.ts';
import { isFollowedBy } from '../package-steps.ts';

export const yarnCache: Check = defineCheck({
  id: 'dockerfile/yarn-cache',
  title: 'Cache of yarn stays in the image',
  severity: 'info',
  on: 'dockerfile',
  why: 'Archives of all packages lie in the image a second time, for nothing, and make it slower to pull.',
  remedy: 'End the same RUN with yarn cache clean, or mount a cache.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3060'] },
  fix: appendCommand('yarn cache clean', 'nothing: the cache is of use to later builds only'),
  *evaluate({ dockerfile }) {
    for (const step of stepsOf(dockerfile, 'yarn')) {
      const { instruction, command } = step;
      const [verb] = operandsOf(command);
      if (verb?.value !== 'install' || !isInImage(dockerfile, instruction) || mountsOf(instruction).some(({ type }) => type === 'cache'))
        continue;
      if (
        !isFollowedBy(
          step,
          ({ program, words }) =>
            (program === 'yarn' && words[0]?.value === 'cache') ||
            (program === 'rm' && words.some(({ value }) => /yarn|cache/.test(value))),
        )
      )
        yield at(instruction, 'yarn install without yarn cache clean', { start: command.name.start, end: verb.end });
    }
  },
});
