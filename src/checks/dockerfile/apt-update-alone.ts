import { at, isCached } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { packageStepOf, packageSteps } from '../package-steps.ts';

export const aptUpdateAlone: Check = defineCheck({
  id: 'dockerfile/apt-update-alone',
  title: 'Package lists updated in a layer of their own',
  severity: 'low',
  on: 'dockerfile',
  why: 'The layer is kept in the build cache: later installations take old lists from it, and so old versions with known weaknesses.',
  remedy: 'Write update and install in one RUN: apt-get update && apt-get install -y ...',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { trivy: ['DS-0017', 'AVD-DS-0017', 'DS017'], checkov: ['CKV_DOCKER_5'] },
  *evaluate({ dockerfile }) {
    for (const step of packageSteps(
      dockerfile,
      ['apt-get', 'apt', 'yum', 'dnf', 'zypper', 'apk', 'microdnf'],
      ['update', 'refresh', 'makecache', 'ref'],
    )) {
      if (
        step.packages.length > 0 ||
        isCached(step.instruction, '/var/lib/apt') ||
        ((step.manager === 'yum' || step.manager === 'dnf') && step.verb.value === 'update')
      )
        continue;
      const installs = step.instruction.shell.commands.some(
        (command) =>
          INSTALLS.has(packageStepOf(command)?.verb.value ?? '') || (packageStepOf(command) === undefined && !TRIVIAL.has(command.program)),
      );
      if (!installs)
        yield at(step.instruction, `${step.manager} ${step.verb.value} stands alone`, {
          start: step.command.name.start,
          end: step.verb.end,
        });
    }
  },
});

const INSTALLS = new Set(['install', 'add', 'in', 'upgrade', 'dist-upgrade', 'full-upgrade', 'build-dep', 'reinstall', 'groupinstall']);
const TRIVIAL = new Set(['set', 'echo', 'rm', 'true', 'export', 'test', '', '[']);
