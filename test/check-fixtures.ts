/**
 * Fixtures of checks. `NAME.yaml` beside `NAME.ts` holds cases; each starts at a comment line
 *
 *   # pass: a sentence            nothing may be found
 *   # fail: a sentence            something must be found, on exactly the lines that end in a comment starting with `<-`
 *
 * and may go on with `# parameters: {name: value}` (the check's parameters) and `# kubernetes: v1.29`. A case may hold several
 * documents, separated by `---`. Judged at noon UTC on 1 June 2026.
 *
 * `NAME.dockerfile` holds Dockerfiles instead. No comment can follow an instruction there, so a line `# -> TEXT` says that a finding must
 * be on the next line that is no comment, and that its range starts on that line with exactly TEXT. `# ignore-file: missing` and
 * `# ignore-file: PATTERN` say what `.dockerignore` is; `# lock-file: JSON` is a docker-lock.json.
 */
import { readFileSync } from 'node:fs';
import { type Check, type CheckSettings, defaultSettings, evaluateChecks, withConstraints } from '../src/checks/index.ts';
import { readYaml } from '../src/formats/index.ts';
import { type InputText, readInventory } from '../src/inventory/index.ts';
import { parseVersion } from '../src/kubernetes/index.ts';

export interface Case {
  readonly verdict: 'pass' | 'fail';
  readonly name: string;
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly kubernetes: string | undefined;
  readonly isDockerfile: boolean;
}

const CASE = /^# (pass|fail): (.*)$/;

export function readCases(file: string): Case[] {
  const cases: Case[] = [];
  let header: RegExpExecArray | null = null;
  let lines: string[] = [];
  const close = (): void => {
    if (!header) return;
    const text = lines.join('\n');
    const parameters = /^# parameters: (.*)$/m.exec(text)?.[1];
    cases.push({
      verdict: header[1] === 'pass' ? 'pass' : 'fail',
      name: header[2] ?? '',
      text,
      parameters: parameters === undefined ? {} : (readYaml(parameters).documents[0]?.value as Record<string, unknown>),
      isDockerfile: file.endsWith('.dockerfile'),
      kubernetes: /^# kubernetes: (.*)$/m.exec(text)?.[1],
    });
  };
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const next = CASE.exec(line);
    if (next) {
      close();
      header = next;
      lines = [];
    } else {
      lines.push(line);
    }
  }
  close();
  return cases;
}

const NOON = new Date('2026-06-01T12:00:00Z');

/** How a case is to be judged. */
export function settingsFor(check: Check, { parameters, kubernetes }: Case): CheckSettings {
  return {
    ...defaultSettings(NOON),
    parameters: { [check.id]: parameters },
    ...(kubernetes ? { kubernetesVersion: parseVersion(kubernetes) ?? { major: 0, minor: 0 } } : {}),
  };
}

export function inputOf({ text, isDockerfile }: Case): InputText {
  if (!isDockerfile) return { name: 'fixture.yaml', text };
  const ignored = /^# ignore-file: (.*)$/m.exec(text)?.[1];
  const lockFile = /^# lock-file: (.*)$/m.exec(text)?.[1];
  const locked = lockFile === undefined ? {} : { lockFile };
  if (ignored === undefined) return { name: 'Dockerfile', text, dockerfile: { kind: 'unknown' }, ...locked };
  return { name: 'Dockerfile', text, dockerfile: ignored === 'missing' ? { kind: 'missing' } : { kind: 'text', text: ignored }, ...locked };
}

interface Found {
  /** Sorted, each line once. */
  readonly lines: readonly number[];
  /** The text of each finding's range, up to the end of its first line, after the number of the line. */
  readonly words: readonly string[];
  readonly messages: readonly string[];
  readonly problems: readonly string[];
}

/** Where the check fires, with what it says. */
export async function linesFound(check: Check, fixture: Case): Promise<Found> {
  const inventory = readInventory([inputOf(fixture)]);
  const { findings, problems } = evaluateChecks(inventory, [check], await withConstraints(settingsFor(check, fixture), inventory));
  const lines = fixture.text.split('\n');
  const ranges = findings.flatMap(({ origin }) => origin[0]?.place.range ?? []);
  return {
    lines: [...new Set(ranges.map(({ start }) => start.line))].sort((a, b) => a - b),
    words: ranges.map(({ start, end }) => {
      const line = lines[start.line - 1] ?? '';
      return `${start.line}: ${line.slice(start.column - 1, end.line === start.line ? end.column - 1 : line.length)}`;
    }),
    messages: findings.map((finding) => finding.message),
    problems: [...inventory.problems.filter(({ code }) => code !== 'bad-shape'), ...problems].map((problem) => problem.message),
  };
}

/** The lines that the fixture marks. */
export function linesMarked(fixture: Case): number[] {
  if (fixture.isDockerfile) return [...new Set(marksOf(fixture).map(({ line }) => line))];
  return fixture.text.split('\n').flatMap((line, index) => (/#\s*<-/.test(line) ? [index + 1] : []));
}

/** The texts that the ranges of findings must have, each after the number of its line. */
export function wordsMarked(fixture: Case): string[] {
  return marksOf(fixture).map(({ line, word }) => `${line}: ${word}`);
}

function marksOf({ text, isDockerfile }: Case): { readonly line: number; readonly word: string }[] {
  const lines = isDockerfile ? text.split('\n') : [];
  return lines.flatMap((mark, index) => {
    const word = /^# -> (.*)$/.exec(mark)?.[1];
    const distance = lines.slice(index + 1).findIndex((line) => !line.startsWith('#'));
    return word === undefined ? [] : [{ line: index + 2 + distance, word }];
  });
}
