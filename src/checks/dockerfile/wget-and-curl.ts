import { at, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const wgetAndCurl: Check = defineCheck({
  id: 'dockerfile/wget-and-curl',
  title: 'Both wget and curl are used',
  severity: 'info',
  on: 'dockerfile',
  why: 'Two programs for one job: both are in the image, both have to be patched, and an intruder has the choice.',
  remedy: 'Use one of them for all downloads, and leave the other out.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL4001'], trivy: ['DS-0014', 'AVD-DS-0014', 'DS014'] },
  *evaluate({ dockerfile }) {
    for (const { index } of dockerfile.stages) {
      const used = [...stepsOf(dockerfile, 'wget', 'curl')].filter(({ instruction }) => instruction.stage?.index === index);
      const [first] = used;
      const other = used.find(({ command }) => command.program !== first?.command.program);
      if (other) yield at(other.instruction, `${other.command.program} is used beside ${first?.command.program}`, other.command.name);
    }
  },
});
