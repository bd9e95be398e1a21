import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail, type Outcome, succeed } from '../../../core/index.ts';
import { combineConfigurations } from '../../../engines/conftest/index.ts';
import type { HostFunction, Value } from '../../../engines/rego/index.ts';
import { type ParseContext, parserFor } from '../../../formats/index.ts';
import { describeSystemError, readText } from '../../../inventory/sources/index.ts';
import type { Parse } from './parse-configuration.ts';

/**
 * The functions that Conftest adds to Rego. A file is looked for from the folder of the module that names it.
 * https://github.com/open-policy-agent/conftest/blob/v0.71.1/builtins/parse_config.go
 */
export function configFunctions(
  cwd: string,
  parseNow: Parse,
  protoFiles: ParseContext['protoFiles'] = [],
): Readonly<Record<string, HostFunction>> {
  const parse = (parser: string, text: string, file: string): Outcome<readonly Value[]> => {
    const parsed = parseNow(parser, text, { file, protoFiles });
    return parsed.ok
      ? succeed(parsed.value.documents)
      : fail(...parsed.problems.map((problem) => ({ ...problem, message: `unmarshal config: ${problem.message}` })));
  };
  const readFile = (given: unknown, module: string | undefined): Outcome<readonly Value[]> => {
    if (typeof given !== 'string') return fail({ code: 'not-evaluated', message: 'argument is not expected type, have no text' });
    const file = join(dirname(module ?? '.'), given);
    const parser = parserFor(file);
    if (parser === undefined) return fail({ code: 'not-evaluated', message: `create config parser: no parser is known for ${file}` });
    const refusal = refuseOdd(resolve(cwd, file), file);
    if (refusal !== undefined) return fail({ code: 'unreadable', message: refusal });
    const text = readText(resolve(cwd, file), file);
    return text.ok
      ? parse(parser, text.value, file)
      : fail(...text.problems.map((problem) => ({ ...problem, message: `read config file ${file}: ${problem.message}` })));
  };
  return {
    parse_config: {
      arity: 2,
      call: ([parser, text]) =>
        typeof parser === 'string' && typeof text === 'string'
          ? valueOf(parse(parser, text, '-'))
          : fail({ code: 'not-evaluated', message: 'decode args: the parser and the configuration must be texts' }),
    },
    parse_config_file: { arity: 1, call: ([file], module) => valueOf(readFile(file, module)) },
    parse_combined_config_files: {
      arity: 1,
      call: ([files], module) => {
        if (!Array.isArray(files)) return fail({ code: 'not-evaluated', message: 'decode args: the files must be a list' });
        const all = files.map((file) => ({ fileName: join(dirname(module ?? '.'), String(file)), read: readFile(file, module) }));
        const broken = all.find(({ read }) => !read.ok);
        if (broken && !broken.read.ok) return broken.read;
        const combined = combineConfigurations(
          all.map(({ fileName, read }) => ({ fileName, documents: read.ok ? spread(read.value) : [] })),
        );
        return succeed(combined.documents[0]);
      },
    },
  };
}

/** One document is itself, several are a list. */
function valueOf(documents: Outcome<readonly Value[]>): Outcome<Value> {
  if (!documents.ok) return documents;
  return succeed(documents.value.length === 1 ? (documents.value[0] ?? null) : documents.value);
}

function spread(documents: readonly Value[]): readonly Value[] {
  const [only] = documents;
  return documents.length === 1 && Array.isArray(only) ? (only as readonly Value[]) : documents;
}

/** A policy that could name a pipe or a device could make the run wait for ever. */
function refuseOdd(path: string, file: string): string | undefined {
  try {
    const kind = statSync(path, { throwIfNoEntry: false });
    if (!kind) return `read config file ${file}: no such file or directory`;
    return kind.isFile() ? undefined : `read config file ${file}: it is no regular file`;
  } catch (error) {
    return `read config file ${file}: ${describeSystemError(error)}`;
  }
}
