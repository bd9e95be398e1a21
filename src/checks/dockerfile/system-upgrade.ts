import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { packageSteps } from '../package-steps.ts';

export const systemUpgrade: Check = defineCheck({
  id: 'dockerfile/system-upgrade',
  title: 'Base system upgraded inside the build',
  severity: 'low',
  on: 'dockerfile',
  why: 'An upgrade gives another image at every build, doubles what it replaces in the layers, and hides that the base image is too old.',
  remedy: 'Build from a newer base image, and renew it regularly; install single packages where a fix is urgent.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3035'], trivy: ['DS-0024', 'AVD-DS-0024', 'DS024'] },
  *evaluate({ dockerfile }) {
    const managers = ['apt-get', 'apt', 'apk', 'dnf', 'yum', 'microdnf', 'zypper'];
    for (const { instruction, command, manager, verb, packages } of packageSteps(dockerfile, managers, VERBS)) {
      const isWhole =
        packages.length === 0 && (verb.value !== 'update' || manager === 'dnf' || manager === 'yum' || manager === 'microdnf');
      if (isWhole) yield at(instruction, `${manager} ${verb.value} changes the whole system`, { start: command.name.start, end: verb.end });
    }
  },
});

const VERBS = ['upgrade', 'dist-upgrade', 'full-upgrade', 'update', 'up', 'dup', 'distro-sync'];
