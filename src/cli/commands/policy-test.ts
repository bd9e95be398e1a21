import process from 'node:process';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { chooseForm } from '../policy/choose-form.ts';
import { runAsConftest } from '../policy/conftest/command.ts';
import { runTest } from '../policy/conftest/run-test.ts';
import { opaOptions } from '../policy/opa/options.ts';
import { runRegoTests } from '../policy/opa/run-rego-tests.ts';

/** Judges configuration files by Rego policies as Conftest does, or runs the tests of Rego modules as OPA does, by what the paths hold. */
export async function run({ arguments: paths, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const cwd = process.cwd();
  if (chooseForm({ paths, cwd, hasFilenames: false, hasPolicy: options['policy'] !== undefined }) !== 'unit-tests')
    return runAsConftest(options, (settings, folder) => runTest(paths, settings, folder));
  const { stdout, stderr, reasons } = runRegoTests(paths, opaOptions({ ...options, format: outputs.at(-1)?.format }), cwd);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return reasons;
}
