import { didYouMean } from '../../core/index.ts';
import { at, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const unknownInstruction: Check = defineCheck({
  id: 'dockerfile/unknown-instruction',
  title: 'Instruction that does not exist',
  severity: 'medium',
  on: 'dockerfile',
  why: 'The build ends here, and what the line was meant to do, such as switching the user, does not happen.',
  remedy: 'Correct the word; a line that belongs to the one above needs a backslash at the end of that one.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: {},
  unseen: 'a build that cannot run is no example',
  *evaluate({ dockerfile }) {
    for (const instruction of dockerfile.instructions) {
      if (KEYWORDS.includes(instruction.keyword)) continue;
      const near = didYouMean(instruction.keyword, KEYWORDS);
      yield at(instruction, `${shown(instruction.keyword)} is no instruction${near === undefined ? '' : `; ${near} is near`}`);
    }
  },
});

const KEYWORDS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];
