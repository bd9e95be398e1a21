import { at, isInImage, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { packageSteps } from '../package-steps.ts';

export const sudo: Check = defineCheck({
  id: 'dockerfile/sudo',
  title: 'sudo used or installed in the image',
  severity: 'medium',
  on: 'dockerfile',
  why: 'A build is root until USER says otherwise, so sudo does nothing for it; in the image it gives root to the user that USER was meant to hold down.',
  remedy: 'Do what needs root before USER, and leave sudo out of the image.',
  standards: { nsa: ['non-root'], owasp: ['K01'], mitre: ['T1611'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3004'], trivy: ['DS-0010', 'AVD-DS-0010', 'DS010'], checkov: ['CKV2_DOCKER_1'] },
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile)) {
      const use =
        command.wrappers.find(({ value }) => /(?:^|\/)sudo$/.test(value)) ?? (command.program === 'sudo' ? command.name : undefined);
      if (use) yield at(instruction, 'sudo is used', use);
      const grant = command.words.find(({ value }) => /NOPASSWD/.test(value));
      if (grant && isInImage(dockerfile, instruction)) yield at(instruction, 'a user may become root without a password', grant);
    }
    for (const { instruction, packages } of packageSteps(
      dockerfile,
      ['apt-get', 'apt', 'apk', 'dnf', 'yum', 'microdnf'],
      ['install', 'add'],
    )) {
      const installed = packages.find(({ value }) => /^(?:sudo|doas)(?:=.*)?$/.test(value));
      if (installed && isInImage(dockerfile, instruction)) yield at(instruction, `${installed.value} is installed`, installed);
    }
  },
});
