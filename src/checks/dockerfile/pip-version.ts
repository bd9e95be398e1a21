import { at, optionOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';
import { isPlainName, packageSteps } from '../package-steps.ts';

export const pipVersion: Check = defineCheck({
  id: 'dockerfile/pip-version',
  title: 'Python package without a version',
  severity: 'low',
  on: 'dockerfile',
  why: 'Two builds of the same file give different images: a version that breaks, or one that was tampered with, comes in unnoticed.',
  remedy: 'Name the version (flask==3.1.0), best in a requirements file with hashes: pip install --require-hashes -r requirements.txt.',
  standards: { nsa: ['secure-images'], owasp: ['K02'], mitre: ['T1525'], microsoft: ['MS-TA9002'], cks: ['supply-chain'] },
  aliases: { hadolint: ['DL3013'] },
  *evaluate({ dockerfile }) {
    for (const { instruction, command, packages } of packageSteps(dockerfile, ['pip'], ['install'])) {
      if (optionOf(command, /^(?:-[ce]|--constraint.*|--editable.*)$/)) continue;
      const loose = packages.find((word) => isPlainName(word) && !/[=<>~!@]|^\.|\[.*\]==/.test(word.value) && !BASICS.has(word.value));
      if (loose) yield at(instruction, `pip takes whatever version there is of ${loose.value}`, loose);
    }
  },
});

const BASICS = new Set(['pip', 'setuptools', 'wheel', 'pipenv', 'poetry', 'uv']);
