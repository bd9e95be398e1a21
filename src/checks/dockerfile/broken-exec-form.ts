import { at, instructionsOf, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const brokenExecForm: Check = defineCheck({
  id: 'dockerfile/broken-exec-form',
  title: 'List that is no JSON and goes to the shell',
  severity: 'low',
  on: 'dockerfile',
  why: 'The exec form is JSON: with single quotes or bare words Docker hands the whole text, brackets included, to the shell, and the program does not start.',
  remedy: 'Use double quotes around every word: CMD ["program", "argument"].',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: {},
  unseen: 'a slip of the finger, not a habit',
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD')) {
      const looksLikeList =
        /^\[(?:\s*['"\w/.-][^\]]*)?\]\s*$/.test(instruction.text) &&
        !instruction.text.startsWith('[ -') &&
        !instruction.text.startsWith('[[');
      if (looksLikeList && !instruction.json) yield at(instruction, `${shown(instruction.text)} is no JSON`, instruction.arguments);
    }
  },
});
