import { pairOf, variablesIn } from '../../formats/index.ts';
import type { Instruction } from '../../inventory/index.ts';
import { at, instructionsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const envSelfReference: Check = defineCheck({
  id: 'dockerfile/env-self-reference',
  title: 'ENV uses a variable that it sets itself',
  severity: 'low',
  on: 'dockerfile',
  why: 'All of one ENV is expanded with the values from before it: the variable is empty or old there, and a path or an option is silently wrong.',
  remedy: 'Set the variable in an ENV of its own, before the one that uses it.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3044'] },
  unseen: 'a mistake of long files, which the example does not have',
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ENV')) {
      const words = instruction.words.filter(({ text }) => text.includes('='));
      for (const [index, word] of words.entries()) {
        const names = new Set(words.slice(0, index).map((other) => pairOf(other).name));
        const used = variablesIn(pairOf(word).value?.text ?? '', dockerfile.escape).find((name) => names.has(name));
        if (used !== undefined && !isSet(instruction, used)) yield at(instruction, `${used} is not yet set here`, word);
      }
    }
  },
});

function isSet({ state }: Instruction, name: string): boolean {
  for (let variable = state.variables; variable; variable = variable.before) if (variable.name === name) return true;
  return false;
}
