import { at, isInImage, mountsOf, optionOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { insertAfter } from '../dockerfile-fixes.ts';
import { packageSteps } from '../package-steps.ts';

export const pipCache: Check = defineCheck({
  id: 'dockerfile/pip-cache',
  title: 'Cache of pip stays in the image',
  severity: 'info',
  on: 'dockerfile',
  why: 'Wheels and sources of everything that was installed lie in the image a second time, for nothing.',
  remedy: 'Write pip install --no-cache-dir, set PIP_NO_CACHE_DIR=1, or mount a cache at /root/.cache/pip.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3042'] },
  fix: insertAfter('--no-cache-dir', 'nothing: the cache is of use to later builds only'),
  *evaluate({ dockerfile }) {
    const isOff = dockerfile.instructions.some(
      ({ keyword, words }) => keyword === 'ENV' && words.some(({ text }) => text.startsWith('PIP_NO_CACHE_DIR')),
    );
    for (const { instruction, command, verb } of packageSteps(dockerfile, ['pip'], ['install'])) {
      if (
        isOff ||
        !isInImage(dockerfile, instruction) ||
        optionOf(command, /^--no-cache-dir$/) ||
        command.assignments.some(({ name }) => name === 'PIP_NO_CACHE_DIR')
      )
        continue;
      const { user } = instruction.state;
      if (
        mountsOf(instruction).some(({ type, target }) => type === 'cache' && /cache|pip/.test(target)) ||
        (user?.state.user !== undefined && user === undefined)
      )
        continue;
      yield at(instruction, 'pip install without --no-cache-dir', { start: command.name.start, end: verb.end });
    }
  },
});
