import { at, isCached, isInImage, optionOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { insertAfter } from '../dockerfile-fixes.ts';
import { isFollowedBy, packageSteps } from '../package-steps.ts';

export const apkCache: Check = defineCheck({
  id: 'dockerfile/apk-cache',
  title: 'Index of apk stays in the image',
  severity: 'info',
  on: 'dockerfile',
  why: 'The index of all packages lies in the image for nothing, and an old one in the build cache leads to old packages.',
  remedy: 'Write apk add --no-cache, or mount a cache at /var/cache/apk.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3019'], trivy: ['DS-0025', 'AVD-DS-0025', 'DS025'] },
  fix: insertAfter('--no-cache', 'nothing: the index is fetched for this step alone'),
  *evaluate({ dockerfile }) {
    for (const step of packageSteps(dockerfile, ['apk'], ['add'])) {
      const { instruction, command, verb } = step;
      if (optionOf(command, /^--no-cache$/) || isCached(instruction, '/var/cache/apk') || isCached(instruction, '/etc/apk/cache')) continue;
      if (isFollowedBy(step, ({ program, words }) => program === 'rm' && words.some(({ value }) => value.startsWith('/var/cache/apk'))))
        continue;
      if (isInImage(dockerfile, instruction))
        yield at(instruction, 'apk add without --no-cache', { start: command.name.start, end: verb.end });
    }
  },
});
