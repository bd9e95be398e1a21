// Source of truth: https://www.rfc-editor.org/rfc/rfc8259 (JSON)

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;

/**
 * Goes over the members of the one JSON object that a text holds and gives the offsets of each value, without reading what is in it. Says
 * whether the text is such an object from its first to its last character. What is inside of values is only followed as far as it takes to
 * find their ends, so a mistake there goes unnoticed.
 */
export function scanMembers(text: string, visit: (key: string, start: number, end: number) => void): boolean {
  let at = skipSpace(text, 0);
  if (text.charCodeAt(at) !== OPEN_MAP) return false;
  at = skipSpace(text, at + 1);
  if (text.charCodeAt(at) === CLOSE_MAP) return skipSpace(text, at + 1) === text.length;
  for (;;) {
    if (text.charCodeAt(at) !== QUOTE) return false;
    const keyEnd = skipString(text, at);
    if (keyEnd < 0) return false;
    const key = readKey(text, at, keyEnd);
    if (key === undefined) return false;
    at = skipSpace(text, keyEnd);
    if (text.charCodeAt(at) !== COLON) return false;
    const start = skipSpace(text, at + 1);
    const end = skipValue(text, start);
    if (end < 0) return false;
    visit(key, start, end);
    at = skipSpace(text, end);
    const next = text.charCodeAt(at);
    if (next === CLOSE_MAP) return skipSpace(text, at + 1) === text.length;
    if (next !== COMMA) return false;
    at = skipSpace(text, at + 1);
  }
}

function readKey(text: string, start: number, end: number): string | undefined {
  const key = text.slice(start + 1, end - 1);
  if (!key.includes('\\')) return key;
  try {
    return JSON.parse(text.slice(start, end)) as string;
  } catch {
    return undefined;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at++;
  }
}

/** The offset after the string that starts at `from`, or -1 where it does not end. */
function skipString(text: string, from: number): number {
  let at = from;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at < 0) return -1;
    let before = at;
    while (text.charCodeAt(before - 1) === BACKSLASH) before--;
    // An even number of backslashes are escaped themselves.
    if ((at - before) % 2 === 0) return at + 1;
  }
}

function skipValue(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === QUOTE) return skipString(text, from);
  if (first === OPEN_MAP || first === OPEN_LIST) return skipCollection(text, from);
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === CLOSE_MAP || code === CLOSE_LIST || code <= 32) break;
    if (code === QUOTE || code === COLON || code === OPEN_MAP || code === OPEN_LIST) return -1;
  }
  return at === from ? -1 : at;
}

function skipCollection(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = skipString(text, at) - 1;
      if (at < 0) return -1;
    } else if (code === OPEN_MAP || code === OPEN_LIST) depth++;
    else if ((code === CLOSE_MAP || code === CLOSE_LIST) && --depth === 0) return at + 1;
  }
  return -1;
}
