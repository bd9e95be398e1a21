import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import process from 'node:process';
import type { Outcome, Problem } from '../../../core/index.ts';
import { fail, succeed } from '../../../core/index.ts';
import { type CheckedFile, combineConfigurations } from '../../../engines/conftest/index.ts';
import { fromHost, type Value } from '../../../engines/rego/index.ts';
import { CONFIGURATION_PARSERS, type ProtoFile, parseConfiguration, parserFor } from '../../../formats/index.ts';
import { describeSystemError, readText } from '../../../inventory/sources/index.ts';

export interface ReadConfigurations {
  readonly files: readonly CheckedFile[];
  readonly problems: readonly Problem[];
}

export interface ReadOptions {
  readonly parser: string | undefined;
  readonly stdinName: string | undefined;
  readonly protoFiles: readonly ProtoFile[];
  readonly isCombined: boolean;
  readonly cwd: string;
}

/** Reads and parses files. What cannot be is a problem, and the rest is there. */
export async function readConfigurations(paths: readonly string[], options: ReadOptions): Promise<ReadConfigurations> {
  const { cwd, stdinName, isCombined } = options;
  const problems: Problem[] = [];
  const files: CheckedFile[] = [];
  const locate = (path: string): Pick<CheckedFile, 'name' | 'folder'> => {
    const absolute = resolve(cwd, path);
    return { name: basename(absolute), folder: dirname(absolute) };
  };
  for (const path of paths) {
    // oxlint-disable-next-line no-await-in-loop -- one file at a time keeps the order and the memory
    const parsed = await readOne(path, options);
    const fileName = path === '-' ? (stdinName ?? path) : path;
    if (parsed.ok) files.push({ fileName, documents: parsed.value, ...locate(fileName) });
    problems.push(...parsed.problems);
  }
  if (!isCombined) return { files, problems };
  const combined = combineConfigurations(files);
  return { files: [{ ...combined, ...locate(combined.fileName) }], problems };
}

/** The documents of a file; a list at the top of its only document is one document for each member. */
async function readOne(path: string, { parser: named, protoFiles, cwd }: ReadOptions): Promise<Outcome<CheckedFile['documents']>> {
  const parser = named ?? (path === '-' ? 'yaml' : parserFor(path));
  if (parser === undefined) {
    return fail({
      code: 'unparsable',
      file: path,
      message: 'no parser is known for such a file',
      hint: `--parser says which one to use: ${CONFIGURATION_PARSERS.join(', ')}`,
    });
  }
  const text = path === '-' ? readStdin() : readText(resolve(cwd, path), path);
  if (!text.ok) return text;
  const parsed = await parseConfiguration(parser, text.value, { file: path, protoFiles, environment: process.env });
  if (!parsed.ok) return parsed;
  return succeed(memberDocuments(parsed.value.documents.map(fromHost)), parsed.problems);
}

/** What is judged by itself: documents, or the members of a list that is the only one. */
export function memberDocuments(documents: readonly Value[]): readonly Value[] {
  const [only] = documents;
  return documents.length === 1 && Array.isArray(only) ? (only as readonly Value[]) : documents;
}

function readStdin(): Outcome<string> {
  try {
    return succeed(readFileSync(0, 'utf8'));
  } catch (error) {
    return fail({ code: 'unreadable', file: '-', message: describeSystemError(error) });
  }
}
