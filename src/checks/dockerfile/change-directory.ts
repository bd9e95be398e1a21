import { at, instructionsOf, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const changeDirectory: Check = defineCheck({
  id: 'dockerfile/change-directory',
  title: 'cd in place of WORKDIR',
  severity: 'info',
  on: 'dockerfile',
  why: 'cd holds for the rest of its RUN only; the next step is somewhere else again, which is easily overlooked when a step is split.',
  remedy: 'Set WORKDIR before the step, for example WORKDIR /src.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3003'], trivy: ['DS-0013', 'AVD-DS-0013', 'DS013'] },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'RUN')) {
      const first = instruction.shell.commands.find(({ program }) => program !== 'set');
      const target = first?.program === 'cd' ? first.words[0] : undefined;
      if (first && target && instruction.heredocs.length === 0 && target.value.startsWith('/'))
        yield at(instruction, `the step starts in ${shown(target.value)}`, { start: first.start, end: target.end });
    }
  },
});
