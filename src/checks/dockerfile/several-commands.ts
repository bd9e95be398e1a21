import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeInstruction } from '../dockerfile-fixes.ts';

export const severalCommands: Check = defineCheck({
  id: 'dockerfile/several-commands',
  title: 'Several CMD in one stage',
  severity: 'low',
  on: 'dockerfile',
  why: 'Only the last one counts; the others look as if they did something, and whoever changes one of them changes nothing.',
  remedy: 'Keep the last CMD of the stage and delete the others.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL4003'], trivy: ['DS-0016', 'AVD-DS-0016', 'DS016'] },
  fix: removeInstruction('nothing: only the last one counts'),
  *evaluate({ dockerfile }) {
    for (const { instructions } of dockerfile.stages) {
      const found = instructions.filter(({ keyword }) => keyword === 'CMD');
      for (const instruction of found.slice(0, -1)) yield at(instruction, 'a later CMD of the stage takes its place');
    }
  },
});
