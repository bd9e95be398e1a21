import process from 'node:process';
import { formatProblemPlace, type Outcome, type Problem } from '../../../core/index.ts';
import type { CompileOptions, Policy, RegoObject, SourceModule } from '../../../engines/rego/index.ts';
import { safeText } from '../../../report/index.ts';
import { compilePolicies } from '../compile-policies.ts';
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
  return readPolicies(paths.data, { cwd, accepts });
}

export function capabilitiesOf(options: OpaOptions, cwd: string): Capabilities | undefined {
  const file = options.text('capabilities');
  return file === undefined ? undefined : readCapabilities(file, cwd);
}

/** Compiles modules as the options say; a module in the older version of the language is warned of on standard error. */
export function compileSources(
  { modules, data }: LoadedSources,
  options: OpaOptions,
  capabilities: Capabilities | undefined,
  more: CompileOptions = {},
): Outcome<Policy> {
  const version = versionOf(options);
  const { policy, warnings } = compilePolicies(modules, {
    data,
    strict: options.isOn('strict'),
    ...(version && { version }),
    ...(capabilities && { builtins: capabilities.builtins }),
    ...more,
  });
  for (const warning of warnings) process.stderr.write(`warning: ${safeText(`${formatProblemPlace(warning)} ${warning.message}`)}\n`);
  return policy;
}
