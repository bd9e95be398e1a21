import process from 'node:process';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { opaOptions } from '../policy/opa/options.ts';
import { runCheck } from '../policy/opa/run-check.ts';

/** Checks Rego modules, with the arguments and exit codes of OPA. */
export async function run({ arguments: paths, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  return runCheck(paths, opaOptions(options), outputs.at(-1)?.format === 'json' ? 'json' : 'pretty', process.cwd());
}
