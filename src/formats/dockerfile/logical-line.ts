import type { Span } from './syntax.ts';

/** One instruction with its continuations, before its parts are told apart. */
export interface LogicalLine extends Span {
  /** As long as the span, so that offsets agree: continuations, and comments and empty lines between them, have become blanks. */
  readonly text: string;
  /** Where the next line of the file starts. */
  readonly next: number;
}

/** The end of the line at `from`, and where the next one starts. */
export function lineAt(text: string, from: number): { readonly end: number; readonly next: number } {
  const newline = text.indexOf('\n', from);
  if (newline < 0) return { end: text.length, next: text.length };
  return { end: newline > from && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline, next: newline + 1 };
}

/** https://github.com/moby/buildkit/blob/v0.29.0/frontend/dockerfile/parser/parser.go: comments inside an instruction do not end it. */
export function readLogicalLine(text: string, from: number, escape: string): LogicalLine {
  const start = skipBlanks(text, from);
  const parts: string[] = [];
  let at = start;
  let end = start;
  for (;;) {
    const { end: lineEnd, next } = lineAt(text, at);
    const isLater = parts.length > 0;
    const isEmpty = isLater && skipBlanks(text, at) >= lineEnd;
    if (isLater && (isEmpty || text[skipBlanks(text, at)] === '#')) {
      parts.push(' '.repeat(next - at));
    } else {
      const mark = continuationAt(text, at, lineEnd, escape);
      if (mark === undefined) {
        end = trimEnd(text, start, lineEnd);
        parts.push(text.slice(at, Math.max(at, end)));
        return { start, end: Math.max(end, at), text: parts.join(''), next };
      }
      parts.push(text.slice(at, mark), joinOf(text, mark, next));
    }
    if (next >= text.length) {
      const logical = parts.join('');
      const kept = logical.trimEnd();
      return { start, end: start + kept.length, text: kept, next: text.length };
    }
    at = next;
  }
}

/** Where the escape character stands that ends this line: last but for blanks, and not itself escaped. */
function continuationAt(text: string, start: number, end: number, escape: string): number | undefined {
  const last = trimEnd(text, start, end) - 1;
  if (last < start || text[last] !== escape) return undefined;
  return last > start && text[last - 1] === escape ? undefined : last;
}

/** Two halves of one word stay one: the shell reads a backslash before a line break as nothing. Everything else is a blank. */
function joinOf(text: string, mark: number, next: number): string {
  const isWithinWord = next - mark === 2 && mark > 0 && !isBlank(text.charCodeAt(mark - 1)) && !isBlank(text.charCodeAt(next));
  return isWithinWord ? '\\\n' : ' '.repeat(next - mark);
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== 10) at++;
  return at;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
