import process from 'node:process';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { chooseForm } from '../policy/choose-form.ts';
import { runAsConftest } from '../policy/conftest/command.ts';
import { runVerify } from '../policy/conftest/run-verify.ts';
import { runAsGator } from '../policy/gatekeeper/command.ts';

/** Runs the unit tests of Rego policies as Conftest does, or suites of Gatekeeper as gator does, by what the paths hold. */
export async function run({ arguments: paths, options }: Invocation): Promise<readonly ExitReason[]> {
  const form = chooseForm({ paths, cwd: process.cwd(), hasFilenames: false, hasPolicy: options['policy'] !== undefined });
  return form === 'suites' ? runAsGator(form, paths, options) : runAsConftest(options, runVerify);
}
