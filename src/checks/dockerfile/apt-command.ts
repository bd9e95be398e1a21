import { at, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { rewriteWord } from '../dockerfile-fixes.ts';

export const aptCommand: Check = defineCheck({
  id: 'dockerfile/apt-command',
  title: 'apt used in place of apt-get',
  severity: 'info',
  on: 'dockerfile',
  why: 'apt is made for people at a terminal: its options and its output may change with any version, and it warns of that itself.',
  remedy: 'Write apt-get, and apt-cache for searches.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3027'], checkov: ['CKV_DOCKER_9'] },
  fix: rewriteWord(() => 'apt-get', 'subcommands that only apt knows, such as apt list', { risky: true }),
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile, 'apt')) {
      if (command.words.length > 0) yield at(instruction, 'apt is not made for scripts', command.name);
    }
  },
});
