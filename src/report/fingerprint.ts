import { createHash } from 'node:crypto';
import { type Finding, formatFieldPath, formatSubject } from '../core/index.ts';
import { placeOf } from './report.ts';

/** Names a finding across runs: check, file, object, field and message, but no line, so that moved text does not make it new. */
export function fingerprintOf(finding: Finding): string {
  const parts = [
    finding.check,
    placeOf(finding).file,
    finding.subject.kind === 'object' ? finding.subject.apiVersion : finding.subject.kind,
    formatSubject(finding.subject),
    formatFieldPath(finding.path),
    finding.message,
  ];
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
