import { at, optionOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { insertAfter } from '../dockerfile-fixes.ts';
import { packageSteps } from '../package-steps.ts';

export const aptRecommends: Check = defineCheck({
  id: 'dockerfile/apt-recommends',
  title: 'Recommended packages are installed as well',
  severity: 'info',
  on: 'dockerfile',
  why: 'apt-get installs what maintainers recommend on a desktop too: the image grows by programs that nobody asked for and that have weaknesses of their own.',
  remedy: 'Add --no-install-recommends and name what is really needed.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3015'], trivy: ['DS-0029', 'AVD-DS-0029', 'DS029'] },
  fix: insertAfter('--no-install-recommends', 'a program that needs a package which was only recommended; name it then'),
  *evaluate({ dockerfile }) {
    for (const { instruction, command, verb, packages } of packageSteps(dockerfile, ['apt-get', 'apt'], ['install'])) {
      const isOff =
        optionOf(command, /^--no-install-recommends$/) ??
        command.words.find(({ value }) => /APT::Install-Recommends=["']?(?:0|false|no)/i.test(value));
      const isOffForAll = instruction.shell.commands.some(({ words }) =>
        words.some(({ value }) => /Install-Recommends["' ]+["']?(?:0|false)/i.test(value)),
      );
      if (!isOff && !isOffForAll && packages.length > 0)
        yield at(instruction, 'packages are installed without --no-install-recommends', { start: command.name.start, end: verb.end });
    }
  },
});
