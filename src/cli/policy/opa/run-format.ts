import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { fail, formatProblemPlace, type Outcome, type Problem, succeed } from '../../../core/index.ts';
import { checkForVersion1, formatModule, type LanguageVersion, type Module, parseModule } from '../../../engines/rego/index.ts';
import { describeSystemError } from '../../../inventory/sources/index.ts';
import { safeText, unifiedDiff } from '../../../report/index.ts';
import { errorText, opaErrors } from '../../../report/opa/index.ts';
import type { ExitReason } from '../../exit-codes.ts';
import { UsageError } from '../../usage-error.ts';
import { replaceFile } from '../../write-output.ts';
import { listFiles } from '../list-files.ts';
import type { OpaOptions } from './options.ts';

/** Formats modules as the options say; the exit codes are those of `opa fmt`. What one file lacks does not keep the others from being formatted. */
export function runFormat(paths: readonly string[], options: OpaOptions, cwd: string): readonly ExitReason[] {
  if (paths.length === 0) return formatStdin(options);
  const { files, problems } = listFiles(paths, cwd);
  const reasons: ExitReason[] = [];
  for (const problem of problems) {
    process.stderr.write(`error: ${safeText(`${formatProblemPlace(problem)}: ${problem.message}`)}\n`);
    reasons.push('policyNegative');
  }
  for (const { path, isNamed } of files) {
    if (path.endsWith('.rego')) reasons.push(formatFile(path, options, cwd));
    else if (isNamed) process.stderr.write(`note: ${safeText(path)} is left as it is: its name does not end in .rego\n`);
  }
  return reasons;
}

function formatStdin(options: OpaOptions): readonly ExitReason[] {
  if (options.isOn('write') || options.isOn('list') || options.isOn('diff'))
    throw new UsageError('--write, --list and --diff are for files', { hint: 'seawall policy fmt --write policy/' });
  const text = readFileSync(0, 'utf8');
  const formatted = formatText('stdin', text, options);
  if (!formatted.ok) {
    process.stderr.write(errorText(opaErrors(formatted.problems, () => text)));
    return ['policyNegative'];
  }
  process.stdout.write(formatted.value);
  if (!options.isOn('fail') || formatted.value === text) return ['clean'];
  process.stderr.write('unexpected diff\n');
  return ['policyError'];
}

function formatFile(path: string, options: OpaOptions, cwd: string): ExitReason {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(resolve(cwd, path)));
  } catch (error) {
    process.stderr.write(
      `failed to open file: ${safeText(path)}: ${error instanceof TypeError ? 'it is not UTF-8' : describeSystemError(error)}\n`,
    );
    return 'policyError';
  }
  const formatted = formatText(path, text, options);
  if (!formatted.ok) {
    process.stderr.write(`failed to format Rego source file: ${errorText(opaErrors(formatted.problems, () => text))}`);
    for (const hint of new Set(formatted.problems.flatMap((problem) => problem.hint ?? []))) process.stderr.write(`hint: ${hint}\n`);
    return 'policyError';
  }
  return present(path, text, formatted.value, options, cwd);
}

function present(path: string, before: string, after: string, options: OpaOptions, cwd: string): ExitReason {
  const isChanged = after !== before;
  if (options.isOn('list')) {
    if (isChanged) process.stdout.write(`${safeText(path)}\n`);
  } else if (options.isOn('diff')) {
    if (isChanged) process.stdout.write(unifiedDiff({ name: path, before, after }));
  } else if (isChanged && options.isOn('fail')) {
    process.stderr.write(`${safeText(path)}: unexpected diff\n`);
    return 'policyError';
  } else if (options.isOn('write')) {
    if (isChanged) return write(path, after, cwd);
  } else process.stdout.write(after);
  if (!isChanged || !options.isOn('fail')) return 'clean';
  process.stderr.write(`${safeText(path)}: unexpected diff\n`);
  return 'policyError';
}

function write(path: string, text: string, cwd: string): ExitReason {
  try {
    const absolute = resolve(cwd, path);
    replaceFile(absolute, text, statSync(absolute).mode);
    return 'clean';
  } catch (error) {
    process.stderr.write(`failed to open file for writing: ${safeText(path)}: ${describeSystemError(error)}\n`);
    return 'policyError';
  }
}

function formatText(name: string, text: string, options: OpaOptions): Outcome<string> {
  try {
    return formatAs(name, text, options);
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    return fail({ code: 'limit', file: name, message: 'the module is nested too deep to be formatted' });
  }
}

function formatAs(name: string, text: string, options: OpaOptions): Outcome<string> {
  const forBoth = options.isOn('v0-v1');
  // What is to become valid in both versions is read in the older one, unless it is said to be in the newer one.
  const isOld = options.isOn('v0-compatible') || (forBoth && !options.isOn('v1-compatible'));
  const parsed = parse(name, text, isOld ? 'v0' : 'v1');
  if (!parsed.ok) return parsed;
  const isNew = forBoth || !isOld;
  const checked = isNew ? checkForVersion1(parsed.value) : parsed;
  if (!checked.ok) return checked;
  const formatted = formatModule(checked.value, { forBoth, dropsImports: options.isOn('drop-v0-imports') });
  if (options.text('check-result') === 'false') return succeed(formatted);
  const again = parse(name, formatted, isNew ? 'v1' : 'v0');
  if (again.ok) return succeed(formatted);
  const [first] = again.problems;
  return fail({
    code: 'not-evaluated',
    file: name,
    message: `was successfully formatted, but the result is invalid: ${first?.message ?? ''}`,
    hint: '--check-result false prints it as it is',
  });
}

function parse(name: string, text: string, version: LanguageVersion): Outcome<Module> {
  const { module, errors } = parseModule(name, text, version);
  if (errors.length === 0) return succeed(module);
  const hint = otherVersion(name, text, version);
  return fail(
    ...errors.map(
      ({ message, position }): Problem => ({
        code: 'unparsable',
        message: `rego_parse_error: ${message}`,
        place: { file: name, range: { start: position, end: position } },
        ...(hint !== undefined && { hint }),
      }),
    ),
  );
}

function otherVersion(name: string, text: string, version: LanguageVersion): string | undefined {
  const other = version === 'v0' ? 'v1' : 'v0';
  if (parseModule(name, text, other).errors.length > 0) return undefined;
  return version === 'v1'
    ? 'it is written in version 0 of Rego: --v0-v1 rewrites it for both versions, --v0-compatible keeps it as it is'
    : 'it is written in version 1 of Rego: leave --v0-compatible out, or add --v1-compatible to --v0-v1';
}
