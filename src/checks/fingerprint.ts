import { createHash } from 'node:crypto';
import { type Finding, formatSubject } from '../core/index.ts';

/**
 * Names a finding across runs: check, object, field, message and evidence, so that new evidence in a known weakness is a new finding. Neither the
 * file's name nor the line nor positions in lists are part of it: text that moves, and a file that is renamed, make nothing new.
 */
export function fingerprintOf({ check, subject, path, message, evidence }: Finding): string {
  // An object has a name; a Dockerfile has only the folder that it builds.
  const folder = subject.kind === 'dockerfile' ? [subject.file.split('/').slice(0, -1).join('/')] : [];
  const steps = path.map((step) => (typeof step === 'number' ? '*' : step));
  const reasons = evidence.map((item) =>
    JSON.stringify(item, (key, value: unknown) => (key === 'place' || key === 'path' ? undefined : value)),
  );
  const parts = [check, ...folder, formatSubject(subject), steps.join('\u0001'), message, ...reasons];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

/** Fingerprints that are unique within one report: equal findings are numbered in their order. */
export function uniqueFingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const print = fingerprintOf(finding);
    const count = seen.get(print) ?? 0;
    seen.set(print, count + 1);
    return count === 0 ? print : `${print}-${count}`;
  });
}

/** How often each finding was there before. */
export type KnownFindings = ReadonlyMap<string, number>;

export function countFindings(findings: readonly Finding[]): Map<string, number> {
  const known = new Map<string, number>();
  for (const finding of findings) {
    const print = fingerprintOf(finding);
    known.set(print, (known.get(print) ?? 0) + 1);
  }
  return known;
}

export interface Compared {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** How many of the known ones are not there any more. */
  readonly gone: number;
}

/** Tells findings that were there before from new ones. Of equal ones, as many are known as there were. */
export function compareWithKnown(findings: readonly Finding[], before: KnownFindings): Compared {
  const left = new Map(before);
  const fresh: Finding[] = [];
  const known: Finding[] = [];
  for (const finding of findings) {
    const print = fingerprintOf(finding);
    const count = left.get(print) ?? 0;
    if (count > 0) left.set(print, count - 1);
    (count > 0 ? known : fresh).push(finding);
  }
  return { fresh, known, gone: [...left.values()].reduce((sum, count) => sum + count, 0) };
}
