import { didYouMean } from '../../core/index.ts';
import { at, flagOf, instructionsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const copyFromUnknown: Check = defineCheck({
  id: 'dockerfile/copy-from-unknown',
  title: 'COPY from a stage that does not exist',
  severity: 'low',
  on: 'dockerfile',
  why: 'Docker looks for an image of that name in the registry: the build fails, or takes files from an image that anybody may have put there.',
  remedy: 'Name a stage that stands above, or an image with its registry and version.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3022'] },
  unseen: 'a build that cannot run is no example',
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'COPY', 'ADD')) {
      const flag = flagOf(instruction, 'from');
      const name = flag && instruction.valueOf({ text: flag.value ?? '' })?.toLowerCase();
      const { stage } = instruction;
      if (!flag || !name || !stage || instruction.isDeferred) continue;
      const above = dockerfile.stages.slice(0, stage.index);
      if (above.some((other) => other.name === name || `${other.index}` === name) || name === stage.name || name === `${stage.index}`)
        continue;
      const below = dockerfile.stages.find((other) => other.name === name);
      const near = didYouMean(
        name,
        above.flatMap((other) => other.name ?? []),
      );
      if (/^\d+$/.test(name) || below) yield at(instruction, `there is no stage ${name} above`, flag.valueSpan);
      else if (near !== undefined && !/[/:.]/.test(name))
        yield at(instruction, `there is no stage ${name}; ${near} is near`, flag.valueSpan);
    }
  },
});
