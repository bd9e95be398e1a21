import { at, instructionsOf, shown, transferOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const copySlash: Check = defineCheck({
  id: 'dockerfile/copy-slash',
  title: 'Several files copied to what may be a file',
  severity: 'low',
  on: 'dockerfile',
  why: 'Without a slash at its end the destination is a file name: the build fails, or with a pattern works only as long as one file fits.',
  remedy: 'End the destination with a slash: COPY a b /app/.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3021'], trivy: ['DS-0011', 'AVD-DS-0011', 'DS011'] },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'COPY', 'ADD')) {
      const transfer = transferOf(instruction);
      if (!transfer || transfer.sources.length < 2) continue;
      const path = instruction.valueOf(transfer.target);
      if (path !== undefined && !/(?:[/\\]|^\.{1,2})["']?$/.test(path))
        yield at(instruction, `${shown(path)} does not end with a slash`, transfer.target);
    }
  },
});
