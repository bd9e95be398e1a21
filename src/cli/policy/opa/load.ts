import process from 'node:process';
import { formatProblemPlace, type Outcome, type Problem } from '../../../core/index.ts';
import type { CompileOptions, Policy, RegoObject, SourceModule } from '../../../engines/rego/index.ts';
import { safeText } from '../../../report/index.ts';
import { type CompiledPolicies, compilePolicies } from '../compile-policies.ts';
import { mergeData } from '../merge-data.ts';
import { readBundles, verificationOf } from '../read-bundle.ts';
import { type Capabilities, readCapabilities } from '../read-capabilities.ts';
import { readPolicies } from '../read-policies.ts';
import { acceptsFile } from './ignore.ts';
import { type OpaOptions, versionOf } from './options.ts';

export interface LoadedSources {
  readonly modules: readonly SourceModule[];
  readonly data: RegoObject;
  readonly problems: readonly Problem[];
}

export interface Paths {
  /** Files and folders of modules and data. */
  readonly data: readonly string[];
  readonly bundles: readonly string[];
}

/** Reads what the options name, without compiling it. */
export function loadSources(paths: Paths, options: OpaOptions, cwd: string): LoadedSources {
  const accepts = acceptsFile(options.list('ignore'));
  const read = readPolicies(paths.data, { cwd, accepts });
  if (paths.bundles.length === 0) return read;
  const verification = verificationOf(options, cwd);
  const bundled = readBundles(paths.bundles, { cwd, accepts, ...(verification && { verification }) });
  return {
    modules: [...read.modules, ...bundled.modules],
    data: read.data,
    problems: [...read.problems, ...bundled.problems, ...mergeData(read.data, bundled.data, paths.bundles.join(', '))],
  };
}

/** The same of modules alone, of paths that `--bundle` makes bundles. */
export function loadModules(paths: readonly string[], options: OpaOptions, cwd: string): LoadedSources {
  if (options.isOn('bundle')) return loadSources({ data: [], bundles: paths }, options, cwd);
  const accepts = acceptsFile(options.list('ignore'));
  return readPolicies(paths, { cwd, accepts: (path, folders) => path.endsWith('.rego') && accepts(path, folders) });
}

export function capabilitiesOf(options: OpaOptions, cwd: string): Capabilities | undefined {
  const file = options.text('capabilities');
  return file === undefined ? undefined : readCapabilities(file, cwd);
}

/** Compiles modules as the options say. */
export function compileAs(
  { modules, data }: LoadedSources,
  options: OpaOptions,
  capabilities: Capabilities | undefined,
  more: CompileOptions = {},
): CompiledPolicies {
  const version = versionOf(options);
  return compilePolicies(modules, {
    data,
    strict: options.isOn('strict'),
    ...(version && { version }),
    ...(capabilities && { builtins: capabilities.builtins }),
    ...more,
  });
}

/** The same; a module in the older version of the language is warned of on standard error. */
export function compileSources(
  sources: LoadedSources,
  options: OpaOptions,
  capabilities: Capabilities | undefined,
  more: CompileOptions = {},
): Outcome<Policy> {
  const { policy, warnings } = compileAs(sources, options, capabilities, more);
  for (const warning of warnings) process.stderr.write(`warning: ${safeText(`${formatProblemPlace(warning)} ${warning.message}`)}\n`);
  return policy;
}
