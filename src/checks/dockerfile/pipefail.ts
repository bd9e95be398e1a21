import { at, instructionsOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const pipefail: Check = defineCheck({
  id: 'dockerfile/pipefail',
  title: 'Failure inside a pipe goes unnoticed',
  severity: 'low',
  on: 'dockerfile',
  why: 'The shell looks at the last program of a pipe only: a download that fails leaves an empty or half a file, and the build goes on.',
  remedy:
    'Put SHELL ["/bin/bash", "-o", "pipefail", "-c"] before (["/bin/ash", "-eo", "pipefail", "-c"] on Alpine), or set -o pipefail in the step.',
  standards: { nsa: ['secure-images'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL4006'] },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'RUN')) {
      if (instruction.json || instruction.state.shell?.some((word) => word.includes('pipefail'))) continue;
      const { commands } = instruction.shell;
      if (commands.some(({ words }) => words.some(({ value }) => value === 'pipefail'))) continue;
      const risky = commands.find(
        ({ pipeline, parent, program }) => pipeline.index === 0 && pipeline.length > 1 && !parent && !SAFE.has(program),
      );
      if (risky) yield at(instruction, `a failure of ${risky.program || 'the first program'} in the pipe is not seen`, risky);
    }
  },
});

const SAFE = new Set(['echo', 'printf', 'yes', 'true', '[', 'test']);
