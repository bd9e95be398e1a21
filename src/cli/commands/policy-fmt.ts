import process from 'node:process';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { opaOptions } from '../policy/opa/options.ts';
import { runFormat } from '../policy/opa/run-format.ts';

/** Formats Rego modules, with the arguments and exit codes of OPA. */
export async function run({ arguments: paths, options }: Invocation): Promise<readonly ExitReason[]> {
  return runFormat(paths, opaOptions(options), process.cwd());
}
