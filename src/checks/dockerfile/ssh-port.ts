import { at, instructionsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { instructionAt, removeInstruction, removeWord } from '../dockerfile-fixes.ts';

export const sshPort: Check = defineCheck({
  id: 'dockerfile/ssh-port',
  title: 'Port of SSH exposed',
  severity: 'medium',
  on: 'dockerfile',
  why: 'Somebody means to log in to the container past the API server and its audit log.',
  remedy: 'Take EXPOSE 22 out, and the server with it; use kubectl exec or kubectl debug.',
  standards: { nsa: ['secure-images'], mitre: ['T1133'], microsoft: ['MS-TA9010'], cks: ['supply-chain'] },
  aliases: { trivy: ['DS-0004', 'AVD-DS-0004', 'DS004'], checkov: ['CKV_DOCKER_1'] },
  fix: (violation, subject) =>
    instructionAt(subject.dockerfile, violation.path)?.words.length === 1
      ? removeInstruction('clients that connect to port 22', { risky: true })(violation, subject)
      : removeWord('clients that connect to port 22', { risky: true })(violation, subject),
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'EXPOSE')) {
      for (const word of instruction.words) {
        if (/^22(?:\/tcp)?$/.test(instruction.valueOf(word) ?? '')) yield at(instruction, 'port 22 is exposed', word);
      }
    }
  },
});
