import { at, optionOf, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { insertAfter } from '../dockerfile-fixes.ts';

export const useraddLog: Check = defineCheck({
  id: 'dockerfile/useradd-log',
  title: 'User with a high number makes the image huge',
  severity: 'low',
  on: 'dockerfile',
  why: 'useradd writes a log entry for every number up to the new one: with a number of a million the layer grows by hundreds of megabytes, and pulls time out.',
  remedy: 'Add -l (--no-log-init) to useradd, or take a number below 100000.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3046'] },
  fix: insertAfter('-l', 'nothing: only the login log, which grows with the number of the user, is left out'),
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'useradd')) {
      const index = command.words.findIndex(({ value }) => /^(?:-[a-zA-Z]*u|--uid)$/.test(value));
      const number = index >= 0 ? command.words[index + 1] : command.words.find(({ value }) => value.startsWith('--uid='));
      if (!number || !/^(?:--uid=)?\d{6,}$/.test(number.value) || optionOf(command, /^(?:-[a-zA-Z]*l[a-zA-Z]*|--no-log-init)$/)) continue;
      yield at(instruction, `useradd writes a log for every number up to ${number.value}`, number);
    }
  },
});
