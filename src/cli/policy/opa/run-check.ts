import process from 'node:process';
import { didYouMean, type Problem } from '../../../core/index.ts';
import { LINT_RULES, type LintFinding, lintModules, type Module, parseModule, type SourceModule } from '../../../engines/rego/index.ts';
import { checkErrors, errorText, type OpaError, renderErrorsJson, renderLint, renderLintJson } from '../../../report/opa/index.ts';
import type { ExitReason } from '../../exit-codes.ts';
import { terminalStyle } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { errorsOf, isLoadingProblem } from './errors.ts';
import { capabilitiesOf, compileAs, type LoadedSources, loadModules } from './load.ts';
import { type OpaOptions, versionOf } from './options.ts';

/** Compiles modules, and looks through those that can be read for common mistakes. Throws a UsageError for options that make no sense. */
export function runCheck(paths: readonly string[], options: OpaOptions, format: 'pretty' | 'json', cwd: string): readonly ExitReason[] {
  if (paths.length === 0) throw new UsageError('a path is missing', { hint: 'seawall policy check policy/' });
  if (options.text('schema') !== undefined)
    throw new UsageError('--schema is not offered', { hint: 'types are checked without schemas; leave the option out' });
  const without = rulesOff(options.list('ignore-lint'));
  const most = options.number('max-errors') ?? 0;
  const sources = loadModules(paths, options, cwd);
  const { problems, modules } = problemsOf(sources, options, cwd);
  const errors = checkErrors(errorsOf(problems, sources), most);
  if (errors.length > 0) process.stderr.write(format === 'json' ? renderErrorsJson(errors) : pretty(errors, problems));
  const findings = lintModules(modules.flatMap(readable), versionOf(options) === 'v0' ? new Set([...without, 'old-syntax']) : without);
  process.stdout.write(render(findings, format));
  const hasFailed = errors.length > 0 || (options.isOn('fail-on-lint') && findings.length > 0);
  return hasFailed ? ['policyNegative'] : ['clean'];
}

function pretty(errors: readonly OpaError[], problems: readonly Problem[]): string {
  return errorText(errors, problems.every(isLoadingProblem) ? ' during loading' : '');
}

function render(findings: readonly LintFinding[], format: 'pretty' | 'json'): string {
  if (findings.length === 0) return '';
  return format === 'json' ? renderLintJson(findings) : renderLint(findings, terminalStyle('never').columns);
}

/** What is wrong with modules, and in which version each was read. */
function problemsOf(
  sources: LoadedSources,
  options: OpaOptions,
  cwd: string,
): { readonly problems: readonly Problem[]; readonly modules: readonly SourceModule[] } {
  const capabilities = capabilitiesOf(options, cwd);
  const { policy, modules } = compileAs(sources, options, capabilities);
  const problems = [...sources.problems, ...(policy.ok ? [] : policy.problems)];
  if (!options.isOn('v0-v1')) return { problems, modules };
  const both = (['v0', 'v1'] as const).flatMap((version) => {
    const compiled = compileAs(sources, options, capabilities, { version }).policy;
    return compiled.ok ? [] : compiled.problems;
  });
  const told = new Set<string>();
  const distinct = both.filter(({ message, place }) => {
    const key = JSON.stringify([message, place]);
    return !told.has(key) && told.add(key);
  });
  return { problems: [...sources.problems, ...distinct], modules };
}

function readable({ name, text, version }: SourceModule): readonly Module[] {
  const { module, errors } = parseModule(name, text, version ?? 'v1');
  return errors.length > 0 ? [] : [module];
}

function rulesOff(named: readonly string[]): ReadonlySet<string> {
  if (named.includes('all')) return new Set(LINT_RULES);
  for (const name of named) {
    if (LINT_RULES.includes(name)) continue;
    const nearest = didYouMean(name, LINT_RULES);
    throw new UsageError(`--ignore-lint cannot be "${name}"`, {
      hint: nearest === undefined ? `it is all, or one of: ${LINT_RULES.join(', ')}` : `did you mean ${nearest}?`,
    });
  }
  return new Set(named);
}
