/**
 * Words as Docker reads them: quotes and escapes removed, variables replaced.
 * https://github.com/moby/buildkit/blob/v0.29.0/frontend/dockerfile/shell/lex.go
 */

/** What a variable is; `undefined` where only the build knows. */
export type Lookup = (name: string) => string | undefined;

const MAX_DEPTH = 20;
/** Values that contain each other must not grow without bound. */
const MAX_LENGTH = 100_000;

class Unknown extends Error {}

/** The value of a word, or `undefined` where a variable in it is not known. */
export function expandWord(text: string, lookup: Lookup, escape: string): string | undefined {
  if (!/[$"'\\`]/.test(text)) return text;
  try {
    return expand(text, lookup, escape, 0);
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

/** The names of the variables that a word mentions, single-quoted ones left out. */
export function variablesIn(text: string, escape: string): string[] {
  const names: string[] = [];
  const note: Lookup = (name) => {
    names.push(name);
    return '';
  };
  expandWord(text, note, escape);
  return names;
}

function expand(text: string, lookup: Lookup, escape: string, depth: number): string {
  let result = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === escape) {
      const next = text[++at];
      if (next === undefined) result += character;
      else result += isQuoted && !['"', '$', escape].includes(next) ? character + next : next;
    } else if (character === '"') {
      isQuoted = !isQuoted;
    } else if (character === "'" && !isQuoted) {
      const close = text.indexOf("'", at + 1);
      if (close < 0) throw new Unknown();
      result += text.slice(at + 1, close);
      at = close;
    } else if (character === '$') {
      const [value, end] = readVariable(text, at, lookup, escape, depth);
      result += value;
      at = end - 1;
    } else {
      result += character;
    }
    if (result.length > MAX_LENGTH) throw new Unknown();
  }
  return result;
}

function readVariable(text: string, at: number, lookup: Lookup, escape: string, depth: number): [value: string, end: number] {
  const name = /^[A-Za-z_]\w*|^\d|^[@*#]/.exec(text.slice(at + 1, at + 200))?.[0];
  if (name !== undefined) return [known(lookup(name)), at + 1 + name.length];
  if (text[at + 1] !== '{') return ['$', at + 1];
  const end = closingBrace(text, at + 2, escape);
  if (end === undefined || depth >= MAX_DEPTH) throw new Unknown();
  const match = /^([A-Za-z_]\w*|\d)(?:(:?[-+?])(.*))?$/s.exec(text.slice(at + 2, end));
  // Removal and replacement of patterns (`${X#y}`) is a thing of builds with a newer syntax; its result is not worked out.
  if (!match) throw new Unknown();
  const [, inner = '', operator, operand = ''] = match;
  const value = lookup(inner);
  return [operator === undefined ? known(value) : apply(operator, value, () => expand(operand, lookup, escape, depth + 1)), end + 1];
}

function apply(operator: string, value: string | undefined, operand: () => string): string {
  // An unknown variable may be set by the build; its default is what the file itself says.
  const isSet = value !== undefined && (value !== '' || !operator.startsWith(':'));
  switch (operator.at(-1)) {
    case '-':
      return isSet ? value : operand();
    case '+':
      return isSet ? operand() : '';
    default:
      return known(value);
  }
}

function known(value: string | undefined): string {
  if (value === undefined) throw new Unknown();
  return value;
}

function closingBrace(text: string, from: number, escape: string): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === escape) at++;
    else if (text.startsWith('${', at)) depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return undefined;
}
