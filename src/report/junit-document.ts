import { safeLines } from './safe-text.ts';

export interface JunitCase {
  readonly result: 'passed' | 'failed' | 'error' | 'skipped';
  readonly name: string;
  readonly className: string;
  /** What the result rests on, as the element inside the case; absent for one that passed. */
  readonly detail?: string;
}

export interface JunitSuite {
  readonly name: string;
  readonly properties: readonly (readonly [string, string])[];
  readonly cases: readonly JunitCase[];
}

/** JUnit XML as Jenkins and GitLab read it. */
export function writeJunit(suites: readonly JunitSuite[]): string {
  const sum = (result: JunitCase['result']): number => suites.reduce((total, { cases }) => total + count(cases, result), 0);
  const tests = suites.reduce((total, { cases }) => total + cases.length, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="seawall" tests="${tests}" failures="${sum('failed')}" errors="${sum('error')}">`,
    ...suites.map(writeSuite),
    '</testsuites>',
    '',
  ].join('\n');
}

function count(cases: readonly JunitCase[], result: JunitCase['result']): number {
  return cases.filter((one) => one.result === result).length;
}

function writeSuite({ name, properties, cases }: JunitSuite): string {
  const counts = `tests="${cases.length}" failures="${count(cases, 'failed')}" errors="${count(cases, 'error')}" skipped="${count(cases, 'skipped')}"`;
  const list = properties.map(([key, value]) => `      <property name="${xml(key)}" value="${xml(value)}"/>`);
  return [
    `  <testsuite name="${xml(name)}" ${counts}>`,
    ...(list.length > 0 ? ['    <properties>', ...list, '    </properties>'] : []),
    ...cases.map(writeCase),
    '  </testsuite>',
  ].join('\n');
}

function writeCase({ name, className, detail }: JunitCase): string {
  const start = `    <testcase name="${xml(name)}" classname="${xml(className)}"`;
  return detail === undefined ? `${start}/>` : `${start}>\n      ${detail}\n    </testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML 1.0 (section 2.2) knows no way to write most control characters; they become visible escapes, and what else it excludes U+FFFD. */
export function xml(text: string): string {
  return safeLines(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
