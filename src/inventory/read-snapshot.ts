import { isRecord, type Position, type Problem, stringAt } from '../core/index.ts';
import { buildObject } from './build-object.ts';
import type { InventoryObject, SourceText } from './object.ts';
import { createSnapshot, parseSnapshotHeader, parseSnapshotKind, type Snapshot, type SnapshotKind } from './snapshot.ts';

/** A line of a snapshot, or what kept it from being read. */
export type SnapshotLine = string | Problem;

export interface ReadSnapshot {
  readonly objects: readonly InventoryObject[];
  readonly problems: readonly Problem[];
  readonly snapshot: Snapshot | undefined;
}

/** Deeper nesting than the API server accepts; what walks values by recursion stays far from the end of the stack. */
const MAX_DEPTH = 500;

/** More kinds than these with something wrong are one problem. */
const MAX_KINDS_NAMED = 5;
const MAX_NAMES = 12;

/** Reads a snapshot line by line; the text of a line is not kept. The format is in docs/snapshot.md. */
export function readSnapshot(name: string, lines: Iterable<SnapshotLine>): ReadSnapshot {
  const file = snapshotText(name);
  const objects: InventoryObject[] = [];
  const problems: Problem[] = [];
  const kinds: SnapshotKind[] = [];
  let header: ReturnType<typeof parseSnapshotHeader> | undefined;
  let end: Readonly<Record<string, unknown>> | undefined;
  let number = 0;
  for (const line of lines) {
    number++;
    if (line === '') continue;
    const value = typeof line === 'string' ? parseLine(line) : line;
    if (typeof line !== 'string' || !isRecord(value)) {
      problems.push(
        typeof line === 'string'
          ? unparsable(file, number, String(value))
          : { ...line, ...(line.place ? {} : { place: placeOf(file, number) }) },
      );
      if (header === undefined) break;
      continue;
    }
    if (header === undefined) {
      header = parseSnapshotHeader(value);
      if (typeof header === 'string') {
        problems.push({ ...unparsable(file, number, header), hint: 'take a new one with: seawall cluster snapshot' });
        break;
      }
    } else if (value['seawall'] === 'kind') {
      const mark = parseSnapshotKind(value);
      if (mark) kinds.push(mark);
      else problems.push(unparsable(file, number, 'not the line that ends a kind'));
    } else if (value['seawall'] === 'end') end = value;
    else readObject(file, number, value, objects, problems);
  }
  if (header === undefined || typeof header === 'string') return { objects: [], problems, snapshot: undefined };
  const isWhole = end?.['objects'] === objects.length;
  const snapshot = createSnapshot(name, header, kinds, isWhole && end?.['complete'] === true);
  return { objects, problems: [...problems, ...problemsOf(snapshot, objects, end)], snapshot };
}

function readObject(
  file: SourceText,
  line: number,
  value: Readonly<Record<string, unknown>>,
  objects: InventoryObject[],
  problems: Problem[],
): void {
  const apiVersion = stringAt(value, 'apiVersion');
  const kind = stringAt(value, 'kind');
  if (!apiVersion || !kind) {
    problems.push(unparsable(file, line, 'no object of Kubernetes'));
    return;
  }
  const place = placeOf(file, line);
  const object = buildObject(value, apiVersion, kind, undefined, {
    file,
    document: { index: line - 1, start: 0, end: 0 },
    documentPath: [],
    duplicateKeys: [],
    locate: () => ({ place, exact: false }),
    isFromCluster: true,
  });
  for (const error of object.shapeErrors) {
    if (error.kind !== 'wrong-type') continue;
    const message = `${error.path.join('.')} of ${kind} ${object.name} is ${error.found} where ${error.expected} belongs; checks see it as absent`;
    problems.push({ code: 'not-evaluated', message, place });
  }
  // What a server serves is right by definition: fields that are unknown here come from a newer release.
  objects.push(object.shapeErrors.length === 0 ? object : { ...object, shapeErrors: [] });
}

/** The object of a line; a text that says why there is none. */
function parseLine(line: string): unknown {
  if (isTooDeep(line)) return `nested more than ${MAX_DEPTH} levels deep`;
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : 'no JSON object';
  } catch {
    return 'no JSON: the line may have been cut off';
  }
}

function isTooDeep(line: string): boolean {
  if (line.length < 2 * MAX_DEPTH) return false;
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === 34) isInString = !isInString;
    else if (isInString) at += code === 92 ? 1 : 0;
    else if (code === 123 || code === 91) {
      if (++depth > MAX_DEPTH) return true;
    } else if (code === 125 || code === 93) depth--;
  }
  return false;
}

/** What is missing from it, and what checks cannot see in it. */
function problemsOf(
  snapshot: Snapshot,
  objects: readonly InventoryObject[],
  end: Readonly<Record<string, unknown>> | undefined,
): Problem[] {
  const { file, header, kinds } = snapshot;
  const problems: Problem[] = [];
  if (end === undefined) {
    const message = `the snapshot ends early, after ${objects.length} objects: what comes after them is not evaluated`;
    problems.push({ code: 'not-evaluated', file, message, hint: 'seawall cluster snapshot --resume goes on with a .partial file' });
  } else if (end['objects'] !== objects.length) {
    const message = `${objects.length} objects are in the snapshot, and its last line says ${String(end['objects'])}`;
    problems.push({ code: 'not-evaluated', file, message, hint: 'lines were lost or added: take a new snapshot' });
  }
  for (const { group, version, reason } of header.failedGroups) {
    const message = `the resources of ${group}/${version} are unknown, and none was read: ${reason}`;
    problems.push({ code: 'not-evaluated', file, message });
  }
  const wrong = kinds.filter(({ state }) => state !== 'read');
  if (wrong.length > MAX_KINDS_NAMED) {
    const names = wrong.slice(0, MAX_NAMES).map(nameOf).join(', ');
    const more = wrong.length > MAX_NAMES ? ` and ${wrong.length - MAX_NAMES} more` : '';
    const message = `${wrong.length} kinds are not in the snapshot: ${names}${more}; the first of them: ${wrong[0]?.reason ?? 'no reason given'}`;
    problems.push({ code: 'not-evaluated', file, message, hint: 'the lines with "seawall":"kind" in the file name all of them' });
  } else {
    for (const mark of wrong) {
      const what = mark.state === 'refused' ? 'the server refused to list them' : 'reading them failed';
      const message = `${nameOf(mark)} are not in the snapshot, ${what}: ${mark.reason ?? 'no reason given'}`;
      problems.push({ code: 'not-evaluated', file, message });
    }
  }
  const torn = kinds.filter(({ consistent }) => consistent === false).map(nameOf);
  if (torn.length > 0) {
    const message = `${torn.join(', ')}: the list expired while it was read, so objects that changed in between may be missing`;
    problems.push({ code: 'notice', file, message });
  }
  const secrets = objects.filter(({ group, kind }) => group === '' && kind === 'Secret').length;
  if (header.secretValues === 'dropped' && secrets > 0) {
    const message = `the values of ${secrets} ${secrets === 1 ? 'Secret' : 'Secrets'} are not in the snapshot: certificates and passwords in them are not judged`;
    problems.push({ code: 'notice', file, message });
  }
  return problems;
}

function nameOf({ group, resource }: SnapshotKind): string {
  return group === '' ? resource : `${resource}.${group}`;
}

function unparsable(file: SourceText, line: number, message: string): Problem {
  return { code: 'unparsable', message, place: placeOf(file, line) };
}

function placeOf({ name }: SourceText, line: number): NonNullable<Problem['place']> {
  const start: Position = { line, column: 1 };
  return { file: name, range: { start, end: start } };
}

/** An object fills a line, and nobody reads or edits such lines, so their text is not kept. */
function snapshotText(name: string): SourceText {
  const start: Position = { line: 1, column: 1 };
  const place = { file: name, range: { start, end: start } };
  return { name, text: '', placeOf: () => place, lineAt: () => undefined, hasIgnores: false };
}
