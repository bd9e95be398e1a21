import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { packageSteps } from '../package-steps.ts';

export const goVersion: Check = defineCheck({
  id: 'dockerfile/go-version',
  title: 'Go tool without a version',
  severity: 'low',
  on: 'dockerfile',
  why: 'Two builds of the same file give different images: a version that breaks, or one that was tampered with, comes in unnoticed.',
  remedy: 'Name the version (go install example.com/tool@v1.2.3), or build it from a module with a go.sum.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3062'] },
  *evaluate({ dockerfile }) {
    for (const { instruction, packages } of packageSteps(dockerfile, ['go'], ['install', 'get', 'run'])) {
      const loose = packages.find(
        ({ value, isLiteral }) =>
          isLiteral && (/@(?:latest|master|main|HEAD|upgrade)$/.test(value) || (/^[\w-]+\.[a-z]+\//.test(value) && !value.includes('@'))),
      );
      if (loose) yield at(instruction, `go takes whatever version there is of ${loose.value}`, loose);
    }
  },
});
