import { isDeepStrictEqual } from 'node:util';
import { type FieldPath, fail, isRecord, type Outcome, succeed } from '../core/index.ts';
import { readYaml, type YamlDocument } from '../formats/index.ts';
import type { ImportedConfig } from './combine.ts';
import { configLines } from './config-text.ts';

interface Insertion {
  readonly at: number;
  readonly until: number;
  readonly text: string;
}

/**
 * Adds to the text of a `seawall.yaml`: nothing that stands there moves or changes, comments included. Fails where the text is written
 * in a way that nothing can be added to line by line, such as a list in brackets; the result is read again before it is believed.
 */
export function mergeConfig(original: string, file: string, additions: ImportedConfig): Outcome<string> {
  const text = original === '' || original.endsWith('\n') ? original : `${original}\n`;
  const { documents, errors } = readYaml(text);
  const [document] = documents;
  const refusal = fail<string>({
    code: 'not-evaluated',
    file,
    message: 'cannot add to this file without changing what stands in it',
    hint: 'write its lists and mappings in lines, without [ ] and { }, or write to another file with --output',
  });
  if (errors.length > 0 || documents.length > 1) return refusal;
  const value = document?.value ?? {};
  if (!isRecord(value)) return refusal;
  const below: Insertion[] = [];
  const behind: Insertion[] = [];
  for (const [key, { value: single, lines }] of configLines(additions)) {
    if (!document || value[key] === undefined) {
      behind.push(appendKey(text, key, single, lines));
      continue;
    }
    const insertion = insertBelow(text, document, key, value[key], lines);
    if (!insertion) return refusal;
    below.push(insertion);
  }
  const merged = apply(text, [...below, ...behind]);
  const again = readYaml(merged);
  if (again.errors.length > 0 || !isDeepStrictEqual(again.documents[0]?.value, joined(value, additions))) return refusal;
  return succeed(merged);
}

function joined(value: Readonly<Record<string, unknown>>, additions: ImportedConfig): Record<string, unknown> {
  const result: Record<string, unknown> = { ...value };
  for (const [key, added] of Object.entries(additions)) {
    const before = value[key];
    if (Array.isArray(added)) result[key] = [...(Array.isArray(before) ? before : []), ...added];
    else result[key] = isRecord(added) ? { ...(isRecord(before) ? before : {}), ...added } : added;
  }
  return result;
}

function appendKey(text: string, key: string, single: string | undefined, lines: readonly string[]): Insertion {
  return {
    at: text.length,
    until: text.length,
    text: `${[single === undefined ? `${key}:` : `${key}: ${single}`, ...lines].join('\n')}\n`,
  };
}

function insertBelow(text: string, document: YamlDocument, key: string, value: unknown, lines: readonly string[]): Insertion | undefined {
  const { start } = document.locate([key]);
  const isEmpty = value === null || (Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0);
  if (isEmpty) {
    const head = /^(?:"[^"]*"|'[^']*'|[^:\s]+)[ \t]*:[ \t]*(\[[ \t]*\]|\{[ \t]*\}|~|null)?[ \t]*(#[^\n]*)?(?:\r?\n|$)/.exec(
      text.slice(start),
    );
    if (!head) return undefined;
    const name = `${key}:${head[2] ? ` ${head[2]}` : ''}`;
    return { at: start, until: start + head[0].length, text: `${[name, ...lines].join('\n')}\n` };
  }
  const first = document.locate([key, ...firstStep(value)]).start;
  const lineStart = text.lastIndexOf('\n', first - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  // In brackets, or on the line of its key, a list has no lines to add to.
  if (lineStart <= start || !/^(?:-[ \t]+)?$/.test(text.slice(lineStart + indent.length, first))) return undefined;
  const at = afterComments(text, lineEnd(text, lastLeafEnd(document, [key], value)), indent.length);
  const added = lines.map((line) => indent + line.slice(2)).join('\n');
  return { at, until: at, text: `${added}\n` };
}

function firstStep(value: unknown): FieldPath {
  return Array.isArray(value) ? [0] : isRecord(value) ? Object.keys(value).slice(0, 1) : [];
}

/** Collections are located by their keys, so the end of one is the end of the last scalar in it. */
function lastLeafEnd(document: YamlDocument, path: FieldPath, value: unknown): number {
  const children = Array.isArray(value) ? value.entries() : isRecord(value) ? Object.entries(value) : [];
  let end = document.locate(path).end;
  for (const [step, child] of children) end = Math.max(end, lastLeafEnd(document, [...path, step], child));
  return end;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

/** Comments that are indented more than the items of a list belong to the item above them. */
function afterComments(text: string, from: number, indent: number): number {
  const comments = new RegExp(`(?:[ \\t]{${indent + 1},}#[^\\n]*\\n)*`, 'y');
  comments.lastIndex = from;
  return from + (comments.exec(text)?.[0].length ?? 0);
}

function apply(text: string, insertions: readonly Insertion[]): string {
  let result = text;
  // From the back, so that the places of the others stay; of those at the same place, the last first.
  for (const { at, until, text: added } of insertions.toReversed().toSorted((a, b) => b.at - a.at)) {
    result = result.slice(0, at) + added + result.slice(until);
  }
  return result;
}
