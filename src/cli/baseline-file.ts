import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { type Check, fingerprintOf, type KnownFindings } from '../checks/index.ts';
import { compareText, type Finding, formatSubject, isRecord } from '../core/index.ts';
import { UsageError } from './usage-error.ts';

const SCHEMA_VERSION = 1;

/** The text of a baseline: one entry for each different finding, in an order that does not depend on the files. */
export function formatBaseline(findings: readonly Finding[], version: string): string {
  const groups = Map.groupBy(findings, fingerprintOf);
  const entries = [...groups].flatMap(([fingerprint, [first, ...more]]) =>
    first
      ? [{ fingerprint, check: first.check, subject: formatSubject(first.subject), message: first.message, count: 1 + more.length }]
      : [],
  );
  entries.sort((a, b) => compareText(a.check, b.check) || compareText(a.subject, b.subject) || compareText(a.fingerprint, b.fingerprint));
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, tool: { name: 'seawall', version }, findings: entries }, undefined, 2)}\n`;
}

/** What a baseline holds for these checks. Throws a UsageError for a file that is none: a run that took everything for new, or for known, would be wrong without saying so. */
export function readBaseline(file: string, checks: readonly Check[]): KnownFindings {
  const asked = new Set(checks.map(({ id }) => id));
  const hint = { hint: `write it with: seawall baseline --output ${file}` };
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(resolve(process.cwd(), file), 'utf8'));
  } catch (error) {
    throw new UsageError(`cannot read the baseline ${file}: ${error instanceof Error ? error.message : String(error)}`, hint);
  }
  if (!isRecord(value) || value['schemaVersion'] !== SCHEMA_VERSION || !Array.isArray(value['findings'])) {
    throw new UsageError(`${file} is no baseline of schema version ${SCHEMA_VERSION}`, hint);
  }
  const known = new Map<string, number>();
  for (const [index, entry] of value['findings'].entries()) {
    const { fingerprint, count, check } = isRecord(entry) ? entry : {};
    if (typeof fingerprint !== 'string' || typeof check !== 'string' || !Number.isInteger(count)) {
      throw new UsageError(`${file}: findings[${index}] needs a fingerprint, a check and a count`, hint);
    }
    if (asked.has(check)) known.set(fingerprint, (known.get(fingerprint) ?? 0) + (count as number));
  }
  return known;
}
