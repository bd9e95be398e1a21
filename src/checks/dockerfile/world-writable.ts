import type { ShellCommand, ShellWord } from '../../formats/index.ts';
import { at, flagOf, instructionsOf, isInImage, operandsOf, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { rewriteWord } from '../dockerfile-fixes.ts';

export const worldWritable: Check = defineCheck({
  id: 'dockerfile/world-writable',
  title: 'Files that everybody may change',
  severity: 'medium',
  on: 'dockerfile',
  why: 'Every process in the container, also one that was taken over and runs as nobody, may replace these files, which others then run or read.',
  remedy: 'Give the owner the right to write and no more (chmod 755 or 750; COPY --chmod=755).',
  standards: { nsa: ['immutable-filesystem'], owasp: ['K01'], mitre: ['T1543'], cks: ['supply-chain'] },
  aliases: {},
  fix: rewriteWord(
    (text) =>
      text
        .replace(/(?<=^|=)0?777$/, '755')
        .replace(/(?<=^|=)0?666$/, '644')
        .replace(/^(?:a|ugo)\+rwx$/, 'u+rwx,go+rx')
        .replace(/^(?:a|o|ugo)\+w$/, 'u+w'),
    'a program that writes there as another user than the owner',
    { risky: true },
  ),
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'chmod', 'install', 'mkdir')) {
      const modes = command.program === 'chmod' ? operandsOf(command).slice(0, 1) : modeOptions(command);
      const mode = modes.find(({ value }) => OPEN.test(value.replace(/^(?:-m|--mode=?)/, '')));
      const sticky = /^1\d{3}$|\+t/.test(mode?.value ?? '');
      if (mode && !sticky && isInImage(dockerfile, instruction))
        yield at(instruction, `${command.program} ${mode.value} lets everybody write`, mode);
    }
    for (const instruction of instructionsOf(dockerfile, 'COPY', 'ADD')) {
      const flag = flagOf(instruction, 'chmod');
      if (flag?.value && OPEN.test(flag.value) && isInImage(dockerfile, instruction))
        yield at(instruction, `--chmod=${flag.value} lets everybody write`, flag);
    }
  },
});

const OPEN = /^[0-7]{0,3}[2367]$|(?:^|,)[ug]*(?:[oa][ugoa]*)[+=][rxXst]*w/;

function modeOptions({ words }: ShellCommand): ShellWord[] {
  return words.filter(
    ({ value }, index) => /^(?:-m\d|--mode=)/.test(value) || words[index - 1]?.value === '-m' || words[index - 1]?.value === '--mode',
  );
}
