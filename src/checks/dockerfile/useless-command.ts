import { at, stepsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const uselessCommand: Check = defineCheck({
  id: 'dockerfile/useless-command',
  title: 'Program that has no place in a build',
  severity: 'info',
  on: 'dockerfile',
  why: 'Programs for a running machine with people at it do nothing in a build: they show that the image is thought of as a machine, to be logged in to and changed by hand.',
  remedy: 'Take the command out; what it should do belongs to the program, to the pod or to the node.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3001'] },
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of stepsOf(dockerfile)) {
      const isAsked = ASKING.has(command.program) && command.words.some(({ value }) => /^(?:--version|-V|--help)$/.test(value));
      if (USELESS.has(command.program) && !isAsked && !command.parent)
        yield at(instruction, `${command.program} does nothing in a build`, command.name);
    }
  },
});

const USELESS = new Set([
  'ssh',
  'vim',
  'vi',
  'nano',
  'shutdown',
  'reboot',
  'service',
  'systemctl',
  'ps',
  'free',
  'top',
  'htop',
  'kill',
  'killall',
  'mount',
  'umount',
  'ifconfig',
  'iptables',
]);
const ASKING = new Set(['ssh', 'vim', 'mount', 'top', 'ps', 'systemctl', 'iptables']);
