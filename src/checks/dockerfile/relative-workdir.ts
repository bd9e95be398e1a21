import { at, instructionsOf, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const relativeWorkdir: Check = defineCheck({
  id: 'dockerfile/relative-workdir',
  title: 'WORKDIR that depends on the base image',
  severity: 'low',
  on: 'dockerfile',
  why: 'A relative WORKDIR starts where the base image left off: with another base the files are elsewhere, with other rights.',
  remedy: 'Write the whole path, for example WORKDIR /app.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3000'], trivy: ['DS-0009', 'AVD-DS-0009', 'DS009'], checkov: ['CKV_DOCKER_10'] },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'WORKDIR')) {
      const path = instruction.valueOf(instruction);
      const isAbsolute = path === undefined || /^(?:["']?[/\\]|["']?[A-Za-z]:)/.test(path);
      if (!isAbsolute && instruction.state.workdir === undefined)
        yield at(instruction, `${shown(path)} starts where the base image left off`, instruction.arguments);
    }
  },
});
