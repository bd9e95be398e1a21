import process from 'node:process';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { runParse } from '../policy/conftest/run-parse.ts';
import { opaOptions } from '../policy/opa/options.ts';
import { parseRego } from '../policy/opa/parse-rego.ts';

/** Shows configurations as policies see them, or the syntax tree of one module. */
export async function run({ arguments: paths, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const [first] = paths;
  const settings = opaOptions({ ...options, format: outputs.at(-1)?.format });
  const isModule = paths.length === 1 && first?.endsWith('.rego') === true && settings.text('parser') === undefined;
  const { stdout, stderr, reasons } = isModule ? parseRego(first, settings, process.cwd()) : await runParse(paths, settings, process.cwd());
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return reasons;
}
