import type { Stage } from '../../inventory/index.ts';
import { at, instructionsOf, shown, transferOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const copyToRelative: Check = defineCheck({
  id: 'dockerfile/copy-to-relative',
  title: 'Files copied to wherever the base image works',
  severity: 'info',
  on: 'dockerfile',
  why: 'Without WORKDIR a relative destination is relative to what the base image set, which is / for many: files land beside those of the system.',
  remedy: 'Set WORKDIR /app before, or write the whole destination.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3045'] },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'COPY', 'ADD')) {
      const target = transferOf(instruction)?.target;
      const path = target && instruction.valueOf(target);
      if (!target || path === undefined || instruction.isDeferred || /^(?:[/\\]|[A-Za-z]:)/.test(path)) continue;
      const { state, stage } = instruction;
      const inherits = dockerfile.stages.some(
        ({ instructions, index }) =>
          index <= (stage?.index ?? 0) &&
          instructions.some(({ keyword, start }) => keyword === 'WORKDIR' && start < instruction.start && isBelow(stage, index)),
      );
      if (state.workdir === undefined && !inherits) yield at(instruction, `${shown(path)} is relative, and there is no WORKDIR`, target);
    }
  },
});

/** Whether the stage of that number is the stage itself or one that it is built from. */
function isBelow(stage: Stage | undefined, index: number): boolean {
  for (let below = stage; below; below = below.base.kind === 'stage' ? below.base.stage : undefined) if (below.index === index) return true;
  return false;
}
