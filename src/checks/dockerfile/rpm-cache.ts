import { at, isCached, isInImage } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { appendCommand } from '../dockerfile-fixes.ts';
import { isFollowedBy, packageStepOf, packageSteps } from '../package-steps.ts';

export const rpmCache: Check = defineCheck({
  id: 'dockerfile/rpm-cache',
  title: 'Cache of the package manager stays in the image',
  severity: 'info',
  on: 'dockerfile',
  why: 'Downloaded packages and lists lie in the image for nothing: larger to pull, and an old list in the build cache leads to old packages.',
  remedy: 'End the same RUN with dnf clean all (yum, microdnf and zypper have it too), or mount a cache.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: {
    hadolint: ['DL3032', 'DL3036', 'DL3040'],
    trivy: [
      'DS-0015',
      'AVD-DS-0015',
      'DS015',
      'DS-0019',
      'AVD-DS-0019',
      'DS019',
      'DS-0020',
      'AVD-DS-0020',
      'DS020',
      'DS-0027',
      'AVD-DS-0027',
      'DS027',
    ],
  },
  fix: (violation, subject) => {
    const manager = /^\w+/.exec(subject.dockerfile.file.text.slice(violation.span?.start))?.[0];
    return manager === undefined
      ? undefined
      : appendCommand(`${manager} clean all`, 'nothing: the cache is of use to later builds only')(violation, subject);
  },
  *evaluate({ dockerfile }) {
    for (const step of packageSteps(
      dockerfile,
      ['dnf', 'yum', 'microdnf', 'zypper'],
      ['install', 'in', 'update', 'upgrade', 'reinstall', 'groupinstall', 'localinstall'],
    )) {
      const { instruction, command, manager, verb } = step;
      if (!isInImage(dockerfile, instruction) || isCached(instruction, `/var/cache/${manager}`)) continue;
      const isCleaned = isFollowedBy(
        step,
        (later) =>
          packageStepOf(later)?.verb.value.startsWith('clean') === true ||
          (later.program === 'rm' && later.words.some(({ value }) => value.startsWith('/var/cache'))),
      );
      if (!isCleaned) yield at(instruction, `${manager} leaves its cache`, { start: command.name.start, end: verb.end });
    }
  },
});
