import { at, optionOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { insertAfter } from '../dockerfile-fixes.ts';
import { packageSteps } from '../package-steps.ts';

export const aptYes: Check = defineCheck({
  id: 'dockerfile/apt-yes',
  title: 'apt-get asks and nobody answers',
  severity: 'low',
  on: 'dockerfile',
  why: 'Without -y apt-get waits for an answer when it wants to install more than it was told; in a build that is an abort, on some day.',
  remedy: 'Add -y to apt-get install, or set APT::Get::Assume-Yes.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3014'], trivy: ['DS-0021', 'AVD-DS-0021', 'DS021'] },
  fix: insertAfter('-y', 'nothing: without it the build stops to ask'),
  *evaluate({ dockerfile }) {
    for (const { instruction, command, verb, packages } of packageSteps(
      dockerfile,
      ['apt-get'],
      ['install', 'remove', 'purge', 'upgrade', 'dist-upgrade', 'build-dep'],
    )) {
      const answers =
        optionOf(command, /^(?:-[a-zA-Z]*y[a-zA-Z]*|--yes|--assume-yes|--force-yes|-qq|-q=2|-[a-z]*qq[a-z]*)$/) ??
        command.words.find(({ value }) => /APT::Get::Assume-Yes/i.test(value));
      const isFed =
        command.pipeline.index > 0 || instruction.shell.commands.some(({ words }) => words.some(({ value }) => /Assume-Yes/i.test(value)));
      if (!answers && !isFed && (packages.length > 0 || verb.value.endsWith('upgrade')))
        yield at(instruction, `${verb.value} without -y`, verb);
    }
  },
});
