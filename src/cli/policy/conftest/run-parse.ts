import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { fail, type Outcome, type Problem, succeed } from '../../../core/index.ts';
import {
  CONFIGURATION_PARSERS,
  type Configuration,
  isParserName,
  parseConfiguration,
  parserFor,
  printConfiguration,
} from '../../../formats/index.ts';
import { readText } from '../../../inventory/sources/index.ts';
import { safeJsonText } from '../../../report/index.ts';
import { describeProblem } from '../gatekeeper/describe-problem.ts';
import type { OpaOptions } from '../opa/options.ts';
import type { ParseRun } from '../opa/parse-rego.ts';
import { readProtoFiles } from './read-proto-files.ts';

interface ParsedFile {
  readonly path: string;
  /** One document as it is, several as a list. */
  readonly contents: unknown;
}

/** Configurations as policies see them, with the output of `conftest parse`; files that cannot be parsed are told, and the others are shown. */
export async function runParse(paths: readonly string[], options: OpaOptions, cwd: string): Promise<ParseRun> {
  const parser = options.text('parser');
  const protoFiles = readProtoFiles(options.list('proto-file-dirs'), cwd);
  const problems: Problem[] = [];
  const files: ParsedFile[] = [];
  for (const path of paths) {
    // oxlint-disable-next-line no-await-in-loop -- one file at a time keeps the order and the memory
    const parsed = await parseOne(
      path,
      parser,
      (name, text) => {
        return parseConfiguration(name, text, { file: path, protoFiles, environment: process.env });
      },
      cwd,
    );
    problems.push(...parsed.problems);
    if (parsed.ok) files.push({ path, contents: parsed.value.documents.length === 1 ? parsed.value.documents[0] : parsed.value.documents });
  }
  const shown = options.isOn('combine') ? `${combined(files)}\n\n` : `${plain(files)}\n`;
  return {
    stdout: files.length === 0 ? '' : shown,
    stderr: problems.map(describeProblem).join(''),
    reasons: [problems.length > 0 ? 'policyNegative' : 'clean'],
  };
}

async function parseOne(
  path: string,
  named: string | undefined,
  parse: (name: Parameters<typeof parseConfiguration>[0], text: string) => Promise<Outcome<Configuration>>,
  cwd: string,
): Promise<Outcome<Configuration>> {
  const name = named ?? (path === '-' ? 'yaml' : parserFor(path));
  if (name === undefined || !isParserName(name)) {
    return fail({
      code: 'unparsable',
      file: path,
      message: 'no parser is known for such a file',
      hint: `--parser says which one to use: ${CONFIGURATION_PARSERS.join(', ')}`,
    });
  }
  const text: Outcome<string> = path === '-' ? succeed(readFileSync(0, 'utf8')) : readText(resolve(cwd, path), path);
  return text.ok ? parse(name, text.value) : text;
}

function plain(files: readonly ParsedFile[]): string {
  const [only] = files;
  if (files.length === 1 && only) return print(only.contents);
  return print(Object.fromEntries(files.map(({ path, contents }) => [path, contents])));
}

/** The list that policies see, one entry for each document, indented by tabs. */
function combined(files: readonly ParsedFile[]): string {
  const entries = files.flatMap(({ path, contents }) =>
    (Array.isArray(contents) ? contents : [contents]).map((value) => ({ path, value })),
  );
  const items = entries.map(({ path, value }) => {
    const lines = print(value).replace(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2));
    return `\t{\n\t\t"path": ${print(path)},\n\t\t"contents": ${lines.replaceAll('\n', '\n\t\t')}\n\t}`;
  });
  return `[\n${items.join(',\n')}\n]`;
}

function print(value: unknown): string {
  return safeJsonText(printConfiguration({ documents: [value] }));
}
