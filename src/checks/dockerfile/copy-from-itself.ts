import { at, flagOf, instructionsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const copyFromItself: Check = defineCheck({
  id: 'dockerfile/copy-from-itself',
  title: 'COPY from the stage it stands in',
  severity: 'low',
  on: 'dockerfile',
  why: 'A stage cannot be read while it is being built: the build fails, and nobody sees what was meant to come from where.',
  remedy: 'Name the stage in which the files are made, or use RUN cp within the stage.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3023'], trivy: ['DS-0006', 'AVD-DS-0006', 'DS006'] },
  unseen: 'a build that cannot run is no example',
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'COPY')) {
      const flag = flagOf(instruction, 'from');
      const { stage } = instruction;
      const name = flag?.value?.toLowerCase();
      if (flag && stage && !instruction.isDeferred && (name === stage.name || name === `${stage.index}`))
        yield at(instruction, `${flag.value} is this stage`, flag.valueSpan);
    }
  },
});
