import process from 'node:process';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { chooseForm } from '../policy/choose-form.ts';
import { runAsConftest } from '../policy/conftest/command.ts';
import { runTest } from '../policy/conftest/run-test.ts';
import { runAsGator } from '../policy/gatekeeper/command.ts';
import { opaOptions } from '../policy/opa/options.ts';
import { runRegoTests } from '../policy/opa/run-rego-tests.ts';

/** Stands in for Conftest, OPA and gator: whose arguments are meant is decided by what the paths hold. */
export async function run({ arguments: paths, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const cwd = process.cwd();
  const form = chooseForm({ paths, cwd, hasFilenames: options['filename'] !== undefined, hasPolicy: options['policy'] !== undefined });
  switch (form) {
    case 'gator':
    case 'suites':
      return runAsGator(form, paths, options);
    case 'unit-tests': {
      const { stdout, stderr, reasons } = runRegoTests(paths, opaOptions({ ...options, format: outputs.at(-1)?.format }), cwd);
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      return reasons;
    }
    default:
      return runAsConftest(options, (settings, folder) => runTest(paths, settings, folder));
  }
}
