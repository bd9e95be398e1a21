import { at, instructionsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { instructionAt } from '../dockerfile-fixes.ts';
import { makeFix } from '../fixes.ts';

export const maintainer: Check = defineCheck({
  id: 'dockerfile/maintainer',
  title: 'MAINTAINER is deprecated',
  severity: 'info',
  on: 'dockerfile',
  why: 'Docker has left MAINTAINER behind since 2017; tools that look for the owner of an image read its labels.',
  remedy: 'Write LABEL org.opencontainers.image.authors="name@example.com".',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL4000'], trivy: ['DS-0022', 'AVD-DS-0022', 'DS022'], checkov: ['CKV_DOCKER_6'] },
  fix: ({ path }, { dockerfile }) => {
    const instruction = instructionAt(dockerfile, path);
    if (!instruction) return undefined;
    const name = instruction.text.trim().replace(/^"(.*)"$/, '$1');
    const label = `LABEL org.opencontainers.image.authors=${JSON.stringify(name)}`;
    const { start } = instruction;
    return makeFix(
      [{ kind: 'text', start, end: instruction.arguments.end, text: label, description: `write ${label}` }],
      'what reads the author field of the image',
    );
  },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'MAINTAINER')) yield at(instruction, 'MAINTAINER is a label now');
  },
});
