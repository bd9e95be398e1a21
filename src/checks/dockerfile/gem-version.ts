import { at, optionOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { isPlainName, packageSteps } from '../package-steps.ts';

export const gemVersion: Check = defineCheck({
  id: 'dockerfile/gem-version',
  title: 'Ruby gem without a version',
  severity: 'low',
  on: 'dockerfile',
  why: 'Two builds of the same file give different images: a version that breaks, or one that was tampered with, comes in unnoticed.',
  remedy: 'Name the version (gem install rails:8.0.2), or use bundle install with a Gemfile.lock.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3028'] },
  *evaluate({ dockerfile }) {
    for (const { instruction, command, packages } of packageSteps(dockerfile, ['gem'], ['install', 'i'])) {
      if (optionOf(command, /^(?:-v.*|--version.*)$/)) continue;
      const loose = packages.find((word) => isPlainName(word) && !/:\d/.test(word.value));
      if (loose) yield at(instruction, `gem takes whatever version there is of ${loose.value}`, loose);
    }
  },
});
