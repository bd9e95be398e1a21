import { at, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { isPlainName, packageSteps } from '../package-steps.ts';

export const aptVersion: Check = defineCheck({
  id: 'dockerfile/apt-version',
  title: 'Debian package without a version',
  severity: 'info',
  on: 'dockerfile',
  why: 'Two builds of the same file give different images: a version that breaks, or one that was tampered with, comes in unnoticed.',
  remedy: 'Name the version (curl=8.14.1-2), or build from a snapshot of the archive that is pinned by its date.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3008'] },
  *evaluate({ dockerfile }) {
    for (const { instruction, packages } of packageSteps(dockerfile, ['apt-get', 'apt'], ['install'])) {
      const loose = packages.filter((word) => isPlainName(word) && !/[=/]/.test(word.value));
      const [first] = loose;
      if (first)
        yield at(instruction, `apt takes whatever version there is of ${shown(loose.map(({ value }) => value).join(', '))}`, first);
    }
  },
});
