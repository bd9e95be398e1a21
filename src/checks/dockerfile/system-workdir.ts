import { at, instructionsOf, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const systemWorkdir: Check = defineCheck({
  id: 'dockerfile/system-workdir',
  title: 'WORKDIR in a folder of the system',
  severity: 'medium',
  on: 'dockerfile',
  why: 'The program works, and writes, where the kernel or the boot loader keep their files: with /proc/self/fd a container has broken out of runc before (CVE-2024-21626).',
  remedy: 'Use a folder of its own, for example WORKDIR /app.',
  standards: { nsa: ['secure-images'], owasp: ['K01'], mitre: ['T1611'], cks: ['supply-chain'] },
  aliases: { trivy: ['DS-0030', 'AVD-DS-0030', 'DS030'] },
  unseen: 'an attack rather than a habit',
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'WORKDIR')) {
      const path = instruction.valueOf(instruction);
      if (path !== undefined && /^\/(?:proc|sys|dev|boot|initrd|lost\+found|etc|bin|sbin|lib(?:64)?)(?:\/|$)/.test(path))
        yield at(instruction, `the program works in ${shown(path)}`, instruction.arguments);
    }
  },
});
