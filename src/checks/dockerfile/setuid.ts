import { at, flagOf, instructionsOf, isInImage, operandsOf, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { rewriteWord } from '../dockerfile-fixes.ts';

export const setuid: Check = defineCheck({
  id: 'dockerfile/setuid',
  title: 'Program that runs with the rights of its owner',
  severity: 'medium',
  on: 'dockerfile',
  why: 'A setuid program of root gives root to every user of the container: a weakness in it undoes USER, unless the pod forbids privilege escalation.',
  remedy: 'Leave the bit out; grant a single capability with setcap where a program needs one, and set allowPrivilegeEscalation: false.',
  standards: { nsa: ['non-root'], owasp: ['K01'], mitre: ['T1611'], cks: ['supply-chain'] },
  aliases: {},
  fix: rewriteWord(
    (text) => text.replace(/(?<=^|=)0?[2467](\d{3})$/, '$1').replace(/^[ug]+\+s$/, 'u+x'),
    'a program that needs the rights of its file',
    { risky: true },
  ),
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'chmod')) {
      const [mode] = operandsOf(command);
      if (mode && /^0?[2467]\d{3}$|(?:^|,)(?:[ug]+|a)?[+=][rwxX]*s/.test(mode.value) && isInImage(dockerfile, instruction))
        yield at(instruction, `chmod ${mode.value} makes it run as its owner`, mode);
    }
    for (const instruction of instructionsOf(dockerfile, 'COPY', 'ADD')) {
      const flag = flagOf(instruction, 'chmod');
      if (flag?.value && /^0?[2467]\d{3}$/.test(flag.value) && isInImage(dockerfile, instruction))
        yield at(instruction, `--chmod=${flag.value} makes it run as its owner`, flag);
    }
  },
});
