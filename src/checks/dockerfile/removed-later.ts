import type { Instruction } from '../../inventory/index.ts';
import { at, isInImage, shown, transferOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const removedLater: Check = defineCheck({
  id: 'dockerfile/removed-later',
  title: 'File removed in a later layer than it was made',
  severity: 'low',
  on: 'dockerfile',
  why: 'A layer keeps what was in it: the image is no smaller, and what was removed, secrets too, can be read by everybody who may pull it.',
  remedy: 'Make and remove the file in one RUN, or make it in a stage that is left behind.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    const made = new Map<string, number>();
    for (const instruction of dockerfile.instructions) {
      if (!isInImage(dockerfile, instruction)) continue;
      const before = new Map(made);
      for (const path of pathsMadeBy(instruction)) made.set(path, instruction.start);
      if (instruction.keyword !== 'RUN') continue;
      for (const { program, words } of instruction.shell.commands) {
        const removed =
          program === 'rm'
            ? words.find(
                ({ value }) => before.has(value.replace(/\/\*?$/, '')) && made.get(value.replace(/\/\*?$/, '')) !== instruction.start,
              )
            : undefined;
        if (removed) yield at(instruction, `${shown(removed.value)} stays in an earlier layer`, removed);
      }
    }
  },
});

/** The absolute paths that a step is told to write, as far as its words say so. */
function* pathsMadeBy(instruction: Instruction): Generator<string> {
  const transfer = instruction.keyword === 'COPY' || instruction.keyword === 'ADD' ? transferOf(instruction) : undefined;
  for (const source of transfer?.sources ?? []) {
    const target = transfer?.target.text ?? '';
    yield target.endsWith('/') ? target + (source.text.split('/').at(-1) ?? '') : target;
  }
  for (const { program, words, redirections } of instruction.shell.commands) {
    for (const { operator, target } of redirections)
      if (operator === '>' && target?.isLiteral && target.value !== '/dev/null') yield target.value;
    const option = OUTPUTS[program];
    const index = option ? words.findIndex(({ value }) => option.test(value)) : -1;
    const output = words[index + 1];
    if (index >= 0 && output?.value.startsWith('/')) yield output.value;
    if (program === 'git' && words[0]?.value === 'clone' && words.length > 2 && words.at(-1)?.value.startsWith('/'))
      yield words.at(-1)?.value ?? '';
  }
}

const OUTPUTS: Readonly<Record<string, RegExp>> = { curl: /^(?:-[a-zA-Z]*o|--output)$/, wget: /^(?:-[a-zA-Z]*O|--output-document)$/ };
