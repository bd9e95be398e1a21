import type { ShellCommand } from '../../formats/index.ts';
import { at } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { downloadsOf } from '../downloads.ts';

export const pipeToShell: Check = defineCheck({
  id: 'dockerfile/pipe-to-shell',
  title: 'Download run by a shell unseen',
  severity: 'high',
  on: 'dockerfile',
  why: 'Whatever the server, or somebody in between, answers runs as root in the build; half a script runs too when the connection breaks.',
  remedy:
    'Download to a file, compare its digest (sha256sum -c) or signature, then run it; better install the package of the distribution.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1204.003'], cks: ['supply-chain'] },
  aliases: {},
  *evaluate({ dockerfile }) {
    for (const { instruction, command } of downloadsOf(dockerfile)) {
      const runner = command.parent
        ? runnerAround(command)
        : instruction.shell.commands.find((other) => isLaterInPipe(command, other) && RUNNERS.test(other.program) && readsInput(other));
      if (runner)
        yield at(instruction, `${command.program} feeds ${runner.program}`, {
          start: Math.min(command.start, runner.start),
          end: Math.max(command.end, runner.end),
        });
    }
  },
});

const RUNNERS = /^(?:sh|bash|ash|dash|zsh|ksh|python[\d.]*|perl|ruby|node|php|sudo)$/;

function isLaterInPipe(first: ShellCommand, second: ShellCommand): boolean {
  return first.pipeline.id === second.pipeline.id && first.pipeline.index < second.pipeline.index;
}

/** A shell with a script of its own (`sh -c`, `python file`) does not run its input. */
function readsInput(command: ShellCommand): boolean {
  const flag = command.words[0]?.value;
  return flag === undefined || flag === '-' || /^-[a-z]*s[a-z]*$/.test(flag) || (flag.startsWith('-') && !/^-[a-z]*[cem]$/.test(flag));
}

/** `sh -c "$(curl ...)"`, `bash <(curl ...)`, `eval "$(curl ...)"`. */
function runnerAround({ parent, start }: ShellCommand): ShellCommand | undefined {
  if (!parent || !(RUNNERS.test(parent.program) || parent.program === 'eval' || parent.program === 'source' || parent.program === '.'))
    return undefined;
  const index = parent.words.findIndex((word) => word.start <= start && start < word.end);
  const before = parent.words[index - 1]?.value ?? '';
  return parent.words[index]?.isLiteral === false && (index === 0 || /^-[a-z]*c$/.test(before) || before.startsWith('-'))
    ? parent
    : undefined;
}
