/**
 * Fixtures of checks. `NAME.yaml` beside `NAME.ts` holds cases; each starts at a comment line
 *
 *   # pass: a sentence            nothing may be found
 *   # fail: a sentence            something must be found, on exactly the lines that end in a comment starting with `<-`
 *
 * and may go on with `# parameters: {name: value}` (the check's parameters) and `# kubernetes: v1.29`. A case may hold several
 * documents, separated by `---`. Judged at noon UTC on 1 June 2026.
 */
import { readFileSync } from 'node:fs';
import { type Check, type CheckSettings, defaultSettings, evaluateChecks } from '../src/checks/index.ts';
import { readYaml } from '../src/formats/index.ts';
import { readInventory } from '../src/inventory/index.ts';
import { parseVersion } from '../src/kubernetes/index.ts';

export interface Case {
  readonly verdict: 'pass' | 'fail';
  readonly name: string;
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly kubernetes: string | undefined;
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

/** The lines on which the check fires, with what it says; sorted, each line once. */
export function linesFound(check: Check, fixture: Case): { lines: number[]; messages: string[]; problems: string[] } {
  const inventory = readInventory([{ name: 'fixture.yaml', text: fixture.text }]);
  const { findings, problems } = evaluateChecks(inventory, [check], settingsFor(check, fixture));
  return {
    lines: [...new Set(findings.map(({ origin }) => origin[0]?.place.range.start.line ?? 0))].sort((a, b) => a - b),
    messages: findings.map((finding) => finding.message),
    problems: [...inventory.problems.filter(({ code }) => code !== 'bad-shape'), ...problems].map((problem) => problem.message),
  };
}

/** The lines that the fixture marks with `# <-`. */
export function linesMarked(fixture: Case): number[] {
  return fixture.text.split('\n').flatMap((line, index) => (/#\s*<-/.test(line) ? [index + 1] : []));
}
