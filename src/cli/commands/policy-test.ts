import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { runAsConftest } from '../policy/conftest/command.ts';
import { runTest } from '../policy/conftest/run-test.ts';

/** Judges configuration files by Rego policies, with the arguments and exit codes of Conftest. */
export async function run({ arguments: paths, options }: Invocation): Promise<readonly ExitReason[]> {
  return runAsConftest(options, (settings, cwd) => runTest(paths, settings, cwd));
}
