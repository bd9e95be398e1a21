import { at, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { isPlainName, packageSteps } from '../package-steps.ts';

export const apkVersion: Check = defineCheck({
  id: 'dockerfile/apk-version',
  title: 'Alpine package without a version',
  severity: 'info',
  on: 'dockerfile',
  why: 'Two builds of the same file give different images: a version that breaks, or one that was tampered with, comes in unnoticed.',
  remedy: 'Name the version (curl=8.14.1-r1, or curl~=8.14).',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3018'] },
  *evaluate({ dockerfile }) {
    for (const { instruction, manager, packages } of packageSteps(dockerfile, ['apk'], ['add'])) {
      const loose = packages.filter((word) => isPlainName(word) && !/[=<>~@]/.test(word.value) && !word.value.startsWith('.'));
      const [first] = loose;
      if (first)
        yield at(instruction, `${manager} takes whatever version there is of ${shown(loose.map(({ value }) => value).join(', '))}`, first);
    }
  },
});
