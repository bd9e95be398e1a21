import process from 'node:process';
import { EVAL_FORMATS } from '../../report/opa/index.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { opaOptions } from '../policy/opa/options.ts';
import { runEval } from '../policy/opa/run-eval.ts';

/** Evaluates a query, with the arguments and exit codes of OPA. */
export async function run({ arguments: [query], options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const format = EVAL_FORMATS.find((name) => name === outputs.at(-1)?.format) ?? 'json';
  return runEval(query, opaOptions(options), format, process.cwd());
}
