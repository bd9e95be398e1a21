import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeInstruction } from '../dockerfile-fixes.ts';

export const severalEntrypoints: Check = defineCheck({
  id: 'dockerfile/several-entrypoints',
  title: 'Several ENTRYPOINT in one stage',
  severity: 'low',
  on: 'dockerfile',
  why: 'Only the last one counts; the others look as if they did something, and whoever changes one of them changes nothing.',
  remedy: 'Keep the last ENTRYPOINT of the stage and delete the others.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL4004'], trivy: ['DS-0007', 'AVD-DS-0007', 'DS007'] },
  fix: removeInstruction('nothing: only the last one counts'),
  *evaluate({ dockerfile }) {
    for (const { instructions } of dockerfile.stages) {
      const found = instructions.filter(({ keyword }) => keyword === 'ENTRYPOINT');
      for (const instruction of found.slice(0, -1)) yield at(instruction, 'a later ENTRYPOINT of the stage takes its place');
    }
  },
});
