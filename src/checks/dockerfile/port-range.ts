import { at, instructionsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const portRange: Check = defineCheck({
  id: 'dockerfile/port-range',
  title: 'Exposed port that does not exist',
  severity: 'low',
  on: 'dockerfile',
  why: 'Ports go up to 65535: the build fails, or the service is never reached and somebody opens a wider range to find out why.',
  remedy: 'Write a port between 1 and 65535, for example EXPOSE 8080.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3011'], trivy: ['DS-0008', 'AVD-DS-0008', 'DS008'] },
  unseen: 'a slip of the finger, not a habit',
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'EXPOSE')) {
      for (const word of instruction.words) {
        const ports = /^(\d+)(?:-(\d+))?(?:\/\w+)?$/.exec(instruction.valueOf(word) ?? '')?.slice(1) ?? [];
        const wrong = ports.find((port) => port !== undefined && Number(port) > 65_535);
        if (wrong !== undefined) yield at(instruction, `there is no port ${wrong.slice(0, 20)}`, word);
      }
    }
  },
});
