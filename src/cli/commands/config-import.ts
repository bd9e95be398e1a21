import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import process from 'node:process';
import { formatProblemPlace, type Problem } from '../../core/index.ts';
import {
  combineEntries,
  formatConfig,
  type ImportedConfig,
  mergeConfig,
  readInlineIgnores,
  readSource,
  SOURCE_NAMES,
} from '../../migration/index.ts';
import { CONFIG_NAME, findConfig, parseConfig } from '../config/load.ts';
import type { ExitReason } from '../exit-codes.ts';
import { formatImport } from '../import-report.ts';
import { findImportSources } from '../import-sources.ts';
import type { Invocation } from '../option-spec.ts';
import { terminalStyle } from '../terminal.ts';
import { formatUsageError, UsageError } from '../usage-error.ts';
import { writeOutput } from '../write-output.ts';

interface Target {
  /** `undefined` for standard output. */
  readonly file: string | undefined;
  /** The text to add to, where there is one. */
  readonly text: string | undefined;
}

/** Translates, writes what came out, and says on standard error what became of every entry. */
export async function run({ arguments: paths, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const cwd = process.cwd();
  const target = findTarget(outputs.at(-1)?.file, options['force'] === true, options['merge'] === true, cwd);
  const existing: ImportedConfig = target.text === undefined ? {} : parseConfig(target.text, target.file ?? '');
  const found = findImportSources(paths, cwd);
  const readings = found.sources.map(({ input, form }) => readSource(input, form, cwd));
  const inline = readInlineIgnores(found.manifests);
  const problems = [...found.problems, ...readings.flatMap((reading) => reading.problems)];
  if (found.sources.length === 0 && inline.length === 0 && problems.length === 0) throw nothingFound(paths);

  const { config, entries } = combineEntries([...readings.flatMap((reading) => reading.entries), ...inline], existing);
  write(target, config);
  process.stderr.write(`${problems.map(describe).join('\n')}${problems.length > 0 ? '\n' : ''}`);
  process.stderr.write(formatImport(entries, config, terminalStyle('never').columns));
  const reasons: ExitReason[] = ['clean'];
  if (problems.length > 0) reasons.push('usage');
  if (entries.some(({ translation }) => translation.kind === 'untranslated')) reasons.push('incomplete');
  return reasons;
}

function findTarget(output: string | undefined, isForced: boolean, isMerge: boolean, cwd: string): Target {
  const nearest = isMerge && output === undefined ? findConfig(cwd) : undefined;
  const file = output ?? (isMerge ? (nearest === undefined ? CONFIG_NAME : relative(cwd, nearest)) : undefined);
  if (file === undefined || file === '-') return { file: undefined, text: undefined };
  const path = resolve(cwd, file);
  if (!existsSync(path)) return { file, text: undefined };
  if (isMerge) return { file, text: readFileSync(path, 'utf8') };
  if (isForced) return { file, text: undefined };
  throw new UsageError(`${file} exists already`, { hint: '--merge adds to it, --force replaces it' });
}

function write({ file, text }: Target, config: ImportedConfig): void {
  if (Object.keys(config).length === 0) return;
  if (text === undefined) {
    writeOutput(formatConfig(config), file);
    return;
  }
  const merged = mergeConfig(text, file ?? '', config);
  if (!merged.ok) {
    const [problem] = merged.problems;
    throw new UsageError(`${file}: ${problem?.message}`, problem?.hint === undefined ? {} : { hint: problem.hint });
  }
  parseConfig(merged.value, file ?? '');
  writeOutput(merged.value, file);
}

function describe(problem: Problem): string {
  const place = formatProblemPlace(problem);
  return formatUsageError(
    new UsageError(problem.message, { ...(place === '' ? {} : { place }), ...(problem.hint === undefined ? {} : { hint: problem.hint }) }),
  );
}

function nothingFound(paths: readonly string[]): UsageError {
  const where = paths.length > 0 ? paths.join(', ') : 'this folder';
  return new UsageError(`nothing of another scanner in ${where}`, {
    hint: `these are understood: ${Object.keys(SOURCE_NAMES).join(', ')}`,
  });
}
