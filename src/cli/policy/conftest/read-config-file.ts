import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { formatProblemPlace, isRecord, type Outcome, type Problem } from '../../../core/index.ts';
import { parseConfiguration } from '../../../formats/index.ts';
import { readText } from '../../../inventory/sources/index.ts';
import { UsageError } from '../../usage-error.ts';

const NAMES = ['conftest.toml', 'conftest.yaml', 'conftest.yml', 'conftest.json'] as const;
const PARSERS: Readonly<Record<string, string>> = { '.toml': 'toml', '.yaml': 'yaml', '.yml': 'yaml', '.json': 'json' };

/** Settings of the project: those of the file that is named, else of a `conftest.toml` (or .yaml, .json) in the folder, else none. */
export async function readConfigFile(named: string | undefined, cwd: string): Promise<ReadonlyMap<string, unknown>> {
  const file = named ?? NAMES.find((name) => existsSync(resolve(cwd, name)));
  if (file === undefined) return new Map();
  const parser = PARSERS[extname(file)];
  if (parser === undefined) {
    throw new UsageError(`${file} is no configuration that can be read`, { hint: `it ends in one of: ${Object.keys(PARSERS).join(', ')}` });
  }
  const text = mustHave(readText(resolve(cwd, file), file));
  const { documents } = mustHave(await parseConfiguration(parser, text, { file }));
  const [value] = documents;
  if (value === null || value === undefined) return new Map();
  if (!isRecord(value)) throw new UsageError('the configuration must hold settings by name', { place: file });
  return new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
}

function mustHave<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const [problem] = outcome.problems;
  throw problemError(problem ?? { code: 'unreadable', message: 'it cannot be read' });
}

/** A problem that ends the command. */
export function problemError(problem: Problem): UsageError {
  const place = formatProblemPlace(problem);
  return new UsageError(problem.message, { ...(place !== '' && { place }), ...(problem.hint !== undefined && { hint: problem.hint }) });
}
