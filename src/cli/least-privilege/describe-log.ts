import process from 'node:process';
import type { CollectedLog } from '../../engines/rbac/index.ts';
import { plural } from '../../report/index.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { ReadLog } from './read-log.ts';

const DAY = 86_400_000;

/** What was read, in one sentence. */
export function describeLog({ log, files }: ReadLog): string {
  const { events, requests, allowed, denied, undecided } = log;
  const count = (number: number): string => number.toLocaleString('en-US');
  return `${plural(events, 'event')} in ${plural(files, 'file')}${describeSpan(log)}: ${plural(requests, 'request')}, ${count(allowed)} allowed, ${count(denied)} denied, ${count(undecided)} without a decision`;
}

function describeSpan(log: CollectedLog): string {
  if (log.first === '') return '';
  return `, ${shortTime(log.first)} to ${shortTime(log.last)} (${daysOf(log).toFixed(1)} days)`;
}

/** Days from the first event to the last; 0 where the events carry no time. */
export function daysOf({ first, last }: CollectedLog): number {
  const days = (Date.parse(last) - Date.parse(first)) / DAY;
  return Number.isFinite(days) ? days : 0;
}

/** Without fractions of seconds. */
export function shortTime(time: string): string {
  return time.replace(/\.\d+/, '');
}

export function logJson({ log, files }: ReadLog): Readonly<Record<string, unknown>> {
  const { events, requests, allowed, denied, undecided, first, last, oldVersions } = log;
  return { files, events, requests, allowed, denied, undecided, first, last, ...(oldVersions.length > 0 ? { oldVersions } : {}) };
}

/** What a reader of the result has to know about the log. */
export function logNotices({ log }: ReadLog): string[] {
  const notices: string[] = [];
  if (log.oldVersions.length > 0)
    notices.push(`old events (${log.oldVersions.join(', ')}) were read by the fields that they share with audit.k8s.io/v1`);
  if (log.events > 0 && log.requests === 0) notices.push('the log holds no events that say how a request ended, only that it began');
  if (log.requests > 0 && !log.hasDecisions)
    notices.push('the log holds no decisions of authorizers; requests are taken to be allowed unless their status is 403');
  return notices;
}

/** What the log alone says to the shell; that there was nothing in it is said to people too. */
export function logReasons({ log, reasons }: ReadLog): readonly ExitReason[] {
  if (log.events === 0) process.stderr.write('there is no audit event in what was read\n');
  return reasons;
}
