import { at, isCached, isInImage } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { appendCommand } from '../dockerfile-fixes.ts';
import { isFollowedBy, packageSteps } from '../package-steps.ts';

export const aptLists: Check = defineCheck({
  id: 'dockerfile/apt-lists',
  title: 'Package lists stay in the image',
  severity: 'info',
  on: 'dockerfile',
  why: 'The lists of apt are tens of megabytes that the image needs for nothing and that tell an intruder which versions are installed.',
  remedy: 'End the same RUN with rm -rf /var/lib/apt/lists/*, or mount a cache at /var/lib/apt.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3009'] },
  fix: appendCommand('rm -rf /var/lib/apt/lists/*', 'later steps that install packages without apt-get update'),
  *evaluate({ dockerfile }) {
    for (const step of packageSteps(dockerfile, ['apt-get', 'apt'], ['update'])) {
      const { instruction, command, verb } = step;
      if (!isInImage(dockerfile, instruction) || isCached(instruction, '/var/lib/apt')) continue;
      if (
        isFollowedBy(
          step,
          ({ program, words }) => ['rm', 'find'].includes(program) && words.some(({ value }) => value.startsWith('/var/lib/apt')),
        )
      )
        continue;
      yield at(instruction, 'the lists are not removed in the same RUN', { start: command.name.start, end: verb.end });
    }
  },
});
