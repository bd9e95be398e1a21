import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fail, type Outcome, succeed } from '../../../core/index.ts';
import { combineConfigurations } from '../../../engines/conftest/index.ts';
import { fromHost, type HostFunction, type SourceModule, type Value } from '../../../engines/rego/index.ts';
import {
  CONFIGURATION_PARSERS,
  type ConfigurationParser,
  loadConfigurationParser,
  type ProtoFile,
  parserFor,
} from '../../../formats/index.ts';
import { describeSystemError, readText } from '../../../inventory/sources/index.ts';
import { memberDocuments } from './read-configurations.ts';

/**
 * The functions that Conftest adds to Rego. A file is looked for from the folder of the module that names it. Parsers are loaded where a module
 * mentions one of the functions, since a policy cannot wait for them.
 * https://github.com/open-policy-agent/conftest/blob/v0.71.1/builtins/parse_config.go
 */
export async function configFunctions(
  modules: readonly SourceModule[],
  cwd: string,
  protoFiles: readonly ProtoFile[],
): Promise<Readonly<Record<string, HostFunction>>> {
  const isCalled = modules.some(({ text }) => /\bparse_(?:combined_)?config/.test(text));
  const names = isCalled ? [...CONFIGURATION_PARSERS, 'cue', 'jsonnet'] : [];
  const parsers = new Map(await Promise.all(names.map(async (name) => [name, await loadConfigurationParser(name)] as const)));
  return functionsWith(parsers, cwd, protoFiles);
}

function functionsWith(
  parsers: ReadonlyMap<string, ConfigurationParser>,
  cwd: string,
  protoFiles: readonly ProtoFile[],
): Readonly<Record<string, HostFunction>> {
  const parse = (parser: string, text: string, file: string): Outcome<readonly Value[]> => {
    const parsed = parsers.get(parser)?.(text, { file, protoFiles, environment: process.env });
    if (!parsed) return refuse(`create config parser: unknown parser: ${parser}`);
    const [problem] = parsed.problems;
    if (problem) return refuse(`unmarshal config: ${problem.message}`);
    return parsed.ok ? succeed(parsed.value.documents.map(fromHost)) : refuse('unmarshal config: it cannot be read');
  };
  const readFile = (given: unknown, module: string | undefined): Outcome<readonly Value[]> => {
    if (typeof given !== 'string') return refuse('decode args: the name of a file must be a text');
    const file = join(dirname(module ?? '.'), given);
    const parser = parserFor(file);
    if (parser === undefined) return refuse(`create config parser: no parser is known for ${file}`);
    const oddity = oddityOf(resolve(cwd, file));
    if (oddity !== undefined) return refuse(`read config file ${file}: ${oddity}`);
    const text = readText(resolve(cwd, file), file);
    return text.ok
      ? parse(parser, text.value, file)
      : refuse(`read config file ${file}: ${text.problems[0]?.message ?? 'it cannot be read'}`);
  };
  return {
    parse_config: {
      arity: 2,
      call: ([parser, text]) =>
        typeof parser === 'string' && typeof text === 'string'
          ? valueOf(parse(parser, text, '-'))
          : refuse('decode args: the parser and the configuration must be texts'),
    },
    parse_config_file: { arity: 1, call: ([file], module) => valueOf(readFile(file, module)) },
    parse_combined_config_files: {
      arity: 1,
      call: ([files], module) => {
        if (!Array.isArray(files)) return refuse('decode args: the files must be a list');
        const configurations = [];
        for (const file of files) {
          const read = readFile(file, module);
          if (!read.ok) return read;
          configurations.push({ fileName: join(dirname(module ?? '.'), String(file)), documents: memberDocuments(read.value) });
        }
        return succeed(combineConfigurations(configurations).documents[0]);
      },
    },
  };
}

function refuse(message: string): Outcome<never> {
  return fail({ code: 'not-evaluated', message });
}

/** One document is itself, several are a list. */
function valueOf(documents: Outcome<readonly Value[]>): Outcome<Value> {
  if (!documents.ok) return documents;
  return succeed(documents.value.length === 1 ? (documents.value[0] ?? null) : documents.value);
}

/** Why a file is not read. A pipe or a device could make the run wait for ever. */
function oddityOf(path: string): string | undefined {
  try {
    const kind = statSync(path, { throwIfNoEntry: false });
    if (!kind) return 'no such file or directory';
    return kind.isFile() ? undefined : 'it is no regular file';
  } catch (error) {
    return describeSystemError(error);
  }
}
