import { at, shown } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { isPlainName, packageSteps } from '../package-steps.ts';

export const rpmVersion: Check = defineCheck({
  id: 'dockerfile/rpm-version',
  title: 'RPM package without a version',
  severity: 'info',
  on: 'dockerfile',
  why: 'Two builds of the same file give different images: a version that breaks, or one that was tampered with, comes in unnoticed.',
  remedy: 'Name the version (nginx-1.26.3).',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3033', 'DL3037', 'DL3041'] },
  *evaluate({ dockerfile }) {
    for (const { instruction, manager, packages } of packageSteps(
      dockerfile,
      ['dnf', 'yum', 'microdnf', 'zypper'],
      ['install', 'in', 'localinstall', 'reinstall'],
    )) {
      const loose = packages.filter((word) => isPlainName(word) && !/[-=]\d|\*|^@/.test(word.value));
      const [first] = loose;
      if (first)
        yield at(instruction, `${manager} takes whatever version there is of ${shown(loose.map(({ value }) => value).join(', '))}`, first);
    }
  },
});
