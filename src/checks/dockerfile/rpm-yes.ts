import { at, optionOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { insertAfter } from '../dockerfile-fixes.ts';
import { packageSteps } from '../package-steps.ts';

export const rpmYes: Check = defineCheck({
  id: 'dockerfile/rpm-yes',
  title: 'Package manager asks and nobody answers',
  severity: 'low',
  on: 'dockerfile',
  why: 'Without -y it waits for an answer before it installs; in a build nobody gives one and it stops.',
  remedy: 'Add -y to dnf, yum and microdnf install, and --non-interactive or -y to zypper.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3030', 'DL3034', 'DL3038'] },
  fix: insertAfter('-y', 'nothing: without it the build stops to ask'),
  *evaluate({ dockerfile }) {
    for (const { instruction, command, manager, verb, packages } of packageSteps(
      dockerfile,
      ['dnf', 'yum', 'zypper'],
      ['install', 'in', 'groupinstall', 'localinstall', 'reinstall'],
    )) {
      const answers = optionOf(command, /^(?:-[a-z]*y[a-z]*|--assumeyes|--yes|--no-confirm|-n|--non-interactive|--setopt=assumeyes=\S+)$/);
      if (!answers && command.pipeline.index === 0 && packages.length > 0)
        yield at(instruction, `${manager} ${verb.value} without -y`, verb);
    }
  },
});
