import process from 'node:process';
import { isRecord, type Problem } from '../../core/index.ts';
import { COLLECT_LIMITS, type CollectedLog, createLogCollector, type LogPlace, type UserInfo } from '../../engines/rbac/index.ts';
import { createEventReader, MAX_EVENT } from '../../formats/index.ts';
import { findAuditLogs, readAuditLog } from '../../inventory/sources/index.ts';
import { plural } from '../../report/index.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { OptionValues } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import { UsageError } from '../usage-error.ts';

export interface ReadLog {
  readonly log: CollectedLog;
  readonly files: number;
  readonly problems: readonly Problem[];
  /** `nothing` where there was no event. */
  readonly reasons: readonly ExitReason[];
}

/** Places that are named of what could not be read. */
const SHOWN = 3;

/** Reads the audit logs that `--audit-log` leads to, event by event. */
export async function readLog(options: OptionValues, keeps: (user: UserInfo) => boolean): Promise<ReadLog> {
  const paths = listOption(options['auditLog']);
  if (paths.includes('-') && listOption(options['from']).includes('-'))
    throw new UsageError('standard input cannot be a manifest and an audit log');
  const cwd = process.cwd();
  if (paths.length === 0) {
    throw new UsageError('which audit log?', {
      hint: 'name a file, a folder with rotated files, or -: --audit-log /var/log/kubernetes/audit',
    });
  }
  const { names, problems: unreadable } = findAuditLogs(paths, cwd);
  const collector = createLogCollector(COLLECT_LIMITS, keeps);
  const reader = createEventReader();
  const malformed = createTally('a line is no event', 'lines are no events');
  const foreign = createTally('an object is not of an audit log', 'objects are not of an audit log');
  const limit = `longer than the ${MAX_EVENT / 1e6} MB that are read`;
  const tooLong = createTally(`a line is ${limit}`, `lines are ${limit}`);
  const read = (text: string, place: LogPlace): void => {
    const found = reader.read(text);
    if (found.kind === 'event') collector.add(found.event, place);
    else if (found.kind === 'malformed') malformed.add(place);
    else if (found.objectKind === 'EventList') for (const item of itemsOf(text)) read(JSON.stringify(item), place);
    else foreign.add(place);
  };
  const problems: Problem[] = [...unreadable];
  for (const file of names) {
    const problem = await readAuditLog(file, cwd, {
      text: (text, line) => read(text, { file, line }),
      tooLong: (line) => tooLong.add({ file, line }),
    });
    if (problem) problems.push(problem);
  }
  problems.push(...malformed.problems(), ...foreign.problems(), ...tooLong.problems());
  const log = collector.result();
  if (log.dropped > 0) {
    problems.push({
      code: 'limit',
      message: `${plural(log.dropped, 'request')} did not count: there are too many different ones`,
      hint: 'read the log in parts, or name a subject',
    });
  }
  const reasons: ExitReason[] = [];
  if (problems.some(({ code, file }) => code === 'unreadable' && file !== undefined)) reasons.push('usage');
  if (log.events === 0) reasons.push('nothing');
  return { log, files: names.length, problems, reasons };
}

/** Members of a list that were read already are no lists themselves. */
function itemsOf(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return isRecord(list) && Array.isArray(list['items'])
      ? list['items'].filter((item) => !isRecord(item) || item['kind'] !== 'EventList')
      : [];
  } catch {
    return [];
  }
}

interface Tally {
  add(place: LogPlace): void;
  problems(): readonly Problem[];
}

/** Counts without keeping more than the first places. */
function createTally(one: string, many: string): Tally {
  let count = 0;
  const places: LogPlace[] = [];
  return {
    add(place) {
      count++;
      if (places.length < SHOWN) places.push(place);
    },
    problems() {
      const [first] = places;
      if (!first) return [];
      const named = places.map(({ file, line }) => `${file}:${line}`).join(', ');
      const text = count === 1 ? `${one}: ${named}` : `${count.toLocaleString('en-US')} ${many}, the first at ${named}`;
      return [{ code: 'not-evaluated', message: text }];
    },
  };
}
