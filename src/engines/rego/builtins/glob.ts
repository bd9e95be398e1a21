import { RE2JS } from 're2js';
import type { Value } from '../values/index.ts';
import { define, type Family, fault, stringAt, stringsAt } from './define.ts';

const MAX_CACHED = 500;
const compiled = new Map<string, RE2JS>();

/** Patterns of https://github.com/gobwas/glob as regular expressions: `*` stops at a delimiter, `**` does not. */
export function compileGlob(pattern: string, delimiters: readonly string[]): RE2JS {
  const key = `${delimiters.join('')}\u0000${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  const one = delimiters.length === 0 ? '.' : `[^${delimiters.map((c) => c.replace(/[\\\]^-]/g, '\\$&')).join('')}]`;
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(`^(?:${translate(pattern, one)})$`, RE2JS.DOTALL);
  } catch (error) {
    return fault(error instanceof Error ? error.message : String(error));
  }
  if (compiled.size >= MAX_CACHED) compiled.clear();
  compiled.set(key, regex);
  return regex;
}

function translate(pattern: string, one: string): string {
  const chars = [...pattern];
  let result = '';
  let depth = 0;
  for (let i = 0; i < chars.length; i++) {
    const c = chars[i] as string;
    if (c === '*') {
      const isSuper = chars[i + 1] === '*';
      result += isSuper ? '.*' : `${one}*`;
      if (isSuper) while (chars[i + 1] === '*') i++;
    } else if (c === '?') result += one;
    else if (c === '\\') result += RE2JS.quote(chars[++i] ?? '');
    else if (c === '[') {
      const end = chars.indexOf(']', i + 1);
      if (end < 0) return fault('unexpected end of input');
      const isNegated = chars[i + 1] === '!' || chars[i + 1] === '^';
      const inner = chars
        .slice(i + (isNegated ? 2 : 1), end)
        .join('')
        .replace(/[\\^[]/g, '\\$&');
      result += `[${isNegated ? '^' : ''}${inner}]`;
      i = end;
    } else if (c === '{') {
      depth++;
      result += '(?:';
    } else if (c === '}' && depth > 0) {
      depth--;
      result += ')';
    } else if (c === ',' && depth > 0) result += '|';
    else result += RE2JS.quote(c);
  }
  return depth > 0 ? fault('unexpected end of input') : result;
}

function delimitersAt(args: readonly Value[]): readonly string[] {
  const [, given] = args;
  if (given === null) return [];
  const all = stringsAt(args, 1);
  return all.length === 0 ? ['.'] : all;
}

export const glob: Family = {
  'glob.match': define(3, (args) => {
    const pattern = stringAt(args, 0);
    const delimiters = delimitersAt(args);
    return compileGlob(pattern, delimiters).matcher(stringAt(args, 2)).find();
  }),
  'glob.quote_meta': define(1, (args) => stringAt(args, 0).replace(/[*?\\[\]{}]/g, '\\$&')),
};
