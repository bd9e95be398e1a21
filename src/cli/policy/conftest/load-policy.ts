import process from 'node:process';
import { formatProblemPlace, type Outcome, type Problem } from '../../../core/index.ts';
import { findLostMessages } from '../../../engines/conftest/index.ts';
import {
  type CompileOptions,
  fromHost,
  type HostOptions,
  type Policy,
  RegoObject,
  type SourceModule,
} from '../../../engines/rego/index.ts';
import { safeText } from '../../../report/index.ts';
import { UsageError } from '../../usage-error.ts';
import { compilePolicies } from '../compile-policies.ts';
import { readCapabilities } from '../read-capabilities.ts';
import { readPolicies } from '../read-policies.ts';
import { problemError } from './read-config-file.ts';
import type { Settings } from './settings.ts';

export interface LoadOptions {
  /** What Rego gains, for the modules that are there. */
  readonly functionsFor: (modules: readonly SourceModule[]) => Promise<NonNullable<CompileOptions['functions']>>;
  /** Whether each test rule is wanted by itself. */
  readonly areTestsApart?: boolean;
}

export interface LoadedPolicy {
  readonly policy: Policy;
  readonly data: RegoObject;
  readonly host: HostOptions;
}

/** Reads and compiles what --policy and --data name. Throws a UsageError where there is no policy or it has a mistake; all mistakes are printed. */
export async function loadPolicy(settings: Settings, cwd: string, { functionsFor, areTestsApart }: LoadOptions): Promise<LoadedPolicy> {
  const paths = settings.list('policy');
  const version = versionOf(settings.text('rego-version'));
  const sources = readPolicies(paths, { cwd, accepts: (path) => path.endsWith('.rego') });
  const documents = readPolicies(settings.list('data'), { cwd, accepts: (path) => /\.(?:json|ya?ml)$/i.test(path) });
  refuse([...sources.problems, ...documents.problems], 'the policies and their data could not be read');
  if (sources.modules.length === 0) {
    throw new UsageError(`no policies found in ${paths.join(', ') || 'no path'}`, {
      hint: '--policy names the folder of .rego files; without it that is "policy"',
    });
  }
  const capabilities = settings.text('capabilities');
  const options: CompileOptions = {
    functions: await functionsFor(sources.modules),
    strict: settings.isOn('strict'),
    tests: areTestsApart ?? false,
    ...(version && { version }),
    ...(capabilities !== undefined && { builtins: readCapabilities(capabilities, cwd).builtins }),
  };
  const { policy: compiled, warnings } = compilePolicies(sources.modules, options);
  for (const warning of warnings) process.stderr.write(`warning: ${safeText(`${formatProblemPlace(warning)} ${warning.message}`)}\n`);
  const policy = mustCompile(compiled);
  refuse(findLostMessages(policy.modules), 'rules give no message');
  return { policy, data: documents.data, host: hostOf() };
}

function mustCompile(policy: Outcome<Policy>): Policy {
  if (policy.ok) return policy.value;
  refuse(policy.problems, 'the policies do not compile');
  throw new UsageError('the policies do not compile');
}

/** Prints all but the last of the problems, and throws that one. */
export function refuse(problems: readonly Problem[], summary: string): void {
  const [first, ...others] = problems;
  if (!first) return;
  if (others.length === 0) throw problemError(first);
  printProblems(problems);
  throw new UsageError(`${summary}: ${problems.length} problems`);
}

/** One line for each problem, on standard error. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of problems) {
    const place = formatProblemPlace(problem);
    process.stderr.write(`error: ${safeText(problem.message)}\n${place === '' ? '' : `  at ${safeText(place)}\n`}`);
    if (problem.hint !== undefined) process.stderr.write(`\nhint: ${safeText(problem.hint)}\n`);
  }
}

function versionOf(text: string | undefined): 'v0' | 'v1' | undefined {
  const version = text?.toLowerCase();
  if (version === undefined || version === 'v0' || version === 'v1') return version;
  throw new UsageError(`invalid Rego version: ${text}`, { hint: 'it is v0 or v1' });
}

/** What policies may know of this machine; requests are never answered. */
function hostOf(): HostOptions {
  const environment = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return { now: BigInt(Date.now()) * 1_000_000n, seed: crypto.randomUUID(), environment, config: fromHost({}) };
}
