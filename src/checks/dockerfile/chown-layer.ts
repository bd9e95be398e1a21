import type { Dockerfile, Instruction } from '../../inventory/index.ts';
import { at, isInImage, operandsOf, optionOf, stepsOf, transferOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const chownLayer: Check = defineCheck({
  id: 'dockerfile/chown-layer',
  title: 'Owner changed in a layer of its own',
  severity: 'info',
  on: 'dockerfile',
  why: 'chown -R writes every file a second time: the image holds both copies, and for a moment the files belonged to root.',
  remedy: 'Write COPY --chown=app:app (or --chmod), which sets the owner as it copies.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'chown', 'chmod')) {
      if (!isInImage(dockerfile, instruction) || !optionOf(command, /^(?:-[a-zA-Z]*R[a-zA-Z]*|--recursive)$/)) continue;
      const [, ...paths] = operandsOf(command);
      const copied = paths.find(({ value }) => copies(dockerfile, instruction, value));
      if (copied)
        yield at(instruction, `${copied.value} was copied before, and is written again`, { start: command.name.start, end: copied.end });
    }
  },
});

function copies(dockerfile: Dockerfile, { start, stage }: Instruction, path: string): boolean {
  return dockerfile.instructions.some((other) => {
    if ((other.keyword !== 'COPY' && other.keyword !== 'ADD') || other.start > start || other.stage?.index !== stage?.index) return false;
    const target = transferOf(other)?.target.text.replace(/\/$/, '');
    return target === path.replace(/\/$/, '') || (target === '.' && other.state.workdir === path);
  });
}
