import { type Outcome, type Problem } from '../../core/index.ts';
import { type CompileOptions, compile, type Policy, parseModule, type SourceModule } from '../../engines/rego/index.ts';

export interface CompiledPolicies {
  readonly policy: Outcome<Policy>;
  /** The modules as they were compiled, each with its version. */
  readonly modules: readonly SourceModule[];
  /** A notice for each module that is written in the older version of the language. */
  readonly warnings: readonly Problem[];
}

/**
 * Compiles modules. Where no version is asked for, a module that is not valid in version 1 but is in version 0 runs as that, with a warning,
 * so that policies from before OPA 1.0 run as they are.
 */
export function compilePolicies(sources: readonly SourceModule[], options: CompileOptions = {}): CompiledPolicies {
  if (options.version !== undefined) return { policy: compile(sources, options), modules: sources, warnings: [] };
  const modules = sources.map((source) => (isOlder(source) ? older(source) : source));
  const policy = compile(modules, options);
  if (policy.ok) return { policy, modules, warnings: warningsOf(modules) };
  // Some modules read well in both versions and call what only the older one has.
  const blamed = new Set(policy.problems.flatMap(({ place }) => (place ? [place.file] : [])));
  const second = modules.map((source) => (blamed.has(source.name) && errorsIn(source, 'v0') === 0 ? older(source) : source));
  const again = compile(second, options);
  if (again.ok) return { policy: again, modules: second, warnings: warningsOf(second) };
  return { policy, modules, warnings: [] };
}

/** Whether a module reads better in version 0; the errors of that version are then the ones that its author can act on. */
function isOlder(source: SourceModule): boolean {
  if (source.version !== undefined) return false;
  const errors = errorsIn(source, 'v1');
  return errors > 0 && errorsIn(source, 'v0') < errors;
}

function errorsIn({ name, text }: SourceModule, version: 'v0' | 'v1'): number {
  return parseModule(name, text, version).errors.length;
}

function older(source: SourceModule): SourceModule {
  return source.version === undefined ? { ...source, version: 'v0' } : source;
}

function warningsOf(modules: readonly SourceModule[]): readonly Problem[] {
  return modules
    .filter(({ version }) => version === 'v0')
    .map(({ name }) => ({
      code: 'notice',
      file: name,
      message: 'written in version 0 of Rego, and run as that',
      hint: 'seawall policy fmt --v0-v1 --write rewrites it; --rego-version v0 says that it is meant',
    }));
}
