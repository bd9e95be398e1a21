import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { conformancePath } from './data.ts';

/** A run of Conftest as its own acceptance tests describe it. */
export interface AcceptanceCase {
  readonly id: string;
  readonly args: string;
  readonly cwd: string;
  readonly status?: number | 'nonzero';
  readonly contains?: readonly string[];
  readonly notContains?: readonly string[];
  /** Lines of the output that are not empty, by number from 0. */
  readonly lines?: Readonly<Record<string, string>>;
}

export function hasConftestCases(): boolean {
  return existsSync(conformancePath('conftest/acceptance.json'));
}

export function readAcceptanceCases(): readonly AcceptanceCase[] {
  return JSON.parse(readFileSync(conformancePath('conftest/acceptance.json'), 'utf8')) as readonly AcceptanceCase[];
}

/** Writes the examples out and returns their folder. */
export function writeExamples(): string {
  const root = mkdtempSync(join(tmpdir(), 'conftest-'));
  const folders = JSON.parse(readFileSync(conformancePath('conftest/cases.json'), 'utf8')) as Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
  for (const [folder, files] of Object.entries(folders)) {
    for (const [name, text] of Object.entries(files)) {
      const path = join(root, folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  return root;
}

export interface CommandLine {
  readonly words: readonly string[];
  /** What `<` names. */
  readonly stdin: string | undefined;
}

/** The little of a shell's syntax that the cases use: quotes, variables, and `<`. */
export function splitWords(text: string, variables: Readonly<Record<string, string>>): CommandLine {
  const words: string[] = [];
  let stdin: string | undefined;
  let redirects = false;
  for (const [, double, single, plain = ''] of text.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)) {
    const word = (double ?? single ?? plain).replace(/\$\{(\w+)\}/g, (_, name: string) => variables[name] ?? '');
    if (plain === '<') redirects = true;
    else if (redirects) {
      stdin = word;
      redirects = false;
    } else words.push(word);
  }
  return { words, stdin };
}
