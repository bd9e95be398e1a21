import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { runAsConftest } from '../policy/conftest/command.ts';
import { runVerify } from '../policy/conftest/run-verify.ts';

/** Runs the unit tests of Rego policies, with the arguments and exit codes of Conftest. */
export async function run({ options }: Invocation): Promise<readonly ExitReason[]> {
  return runAsConftest(options, runVerify);
}
