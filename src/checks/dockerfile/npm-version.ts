import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { isPlainName, packageSteps } from '../package-steps.ts';

export const npmVersion: Check = defineCheck({
  id: 'dockerfile/npm-version',
  title: 'npm package without a version',
  severity: 'low',
  on: 'dockerfile',
  why: 'Two builds of the same file give different images: a version that breaks, or one that was tampered with, comes in unnoticed.',
  remedy: 'Name the version (npm install -g pm2@6.0.8), or put the package into package.json with its lockfile.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3016'] },
  *evaluate({ dockerfile }) {
    for (const { instruction, packages } of packageSteps(dockerfile, ['npm'], ['install', 'i', 'add'])) {
      const loose = packages.find((word) => isPlainName(word) && !/.@[^@]/.test(word.value) && !/[\\/].*\.|^[^@].*\//.test(word.value));
      if (loose) yield at(instruction, `npm takes whatever version there is of ${loose.value}`, loose);
    }
  },
});
