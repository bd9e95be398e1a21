import { at, instructionsOf, isInImage, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const shellForm: Check = defineCheck({
  id: 'dockerfile/shell-form',
  title: 'Program started through a shell',
  severity: 'low',
  on: 'dockerfile',
  why: 'The shell is process 1 and does not pass SIGTERM on: the program is killed after the grace period instead of ending in order. And the image cannot do without a shell.',
  remedy: 'Write the exec form: CMD ["program", "argument"]; in a shell script, end with exec.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3025'] },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'CMD', 'ENTRYPOINT')) {
      const [first] = instruction.shell.commands;
      if (instruction.json || !first || !isInImage(dockerfile, instruction) || instruction.text.startsWith('[')) continue;
      if (first.wrappers.some(({ value }) => value === 'exec')) continue;
      yield at(instruction, `${shown(first.name.value)} is started by a shell`, first.name);
    }
  },
});
