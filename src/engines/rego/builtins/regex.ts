import { RE2JS } from 're2js';
import { BuiltinFault } from '../evaluate/faults.ts';
import type { Value } from '../values/index.ts';
import { countAt, define, type Family, fault, stringAt } from './define.ts';

/** Compiled patterns; policies use few, and a hostile one must not fill the memory. */
const MAX_CACHED = 500;
const compiled = new Map<string, RE2JS>();

/** RE2 in its Perl dialect, as Go's regexp (https://github.com/google/re2/wiki/Syntax). */
export function regexOf(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  let made: RE2JS;
  try {
    made = RE2JS.compile(pattern);
  } catch (error) {
    return fault(error instanceof Error || error instanceof BuiltinFault ? error.message : String(error));
  }
  if (compiled.size >= MAX_CACHED) compiled.clear();
  compiled.set(pattern, made);
  return made;
}

/** Texts without anything that means more than itself: looked up rather than matched. */
const LITERAL = /^[\w\s/:,=@-]*$/;

export function matches(pattern: string, text: string): boolean {
  if (LITERAL.test(pattern)) return text.includes(pattern);
  return regexOf(pattern).matcher(text).find();
}

function findAll(pattern: string, text: string, limit: number): { start: number; end: number; groups: (string | null)[] }[] {
  const matcher = regexOf(pattern).matcher(text);
  const found: { start: number; end: number; groups: (string | null)[] }[] = [];
  const most = limit < 0 ? Number.POSITIVE_INFINITY : limit;
  while (found.length < most && matcher.find()) {
    const groups: (string | null)[] = [];
    for (let i = 0; i <= matcher.groupCount(); i++) groups.push(matcher.group(i) ?? null);
    found.push({ start: matcher.start(), end: matcher.end(), groups });
  }
  return found;
}

function split(pattern: string, text: string): string[] {
  if (text === '') return [''];
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of findAll(pattern, text, -1)) {
    if (end === 0 || (start === end && start >= text.length)) continue;
    parts.push(text.slice(from, start));
    from = end;
  }
  parts.push(text.slice(from));
  return parts;
}

/** `$1` and `${name}` in the replacement, as Go's Expand reads them: the longest name there is. */
function expand(template: string, groups: readonly (string | null)[], names: Readonly<Record<string, number>>): string {
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, plain: string | undefined, braced: string | undefined) => {
    const name = plain ?? braced;
    if (name === undefined) return whole === '$$' ? '$' : whole;
    const index = /^\d+$/.test(name) ? Number(name) : names[name];
    return index === undefined ? '' : (groups[index] ?? '');
  });
}

function replaceAll(text: string, pattern: string, by: string): string {
  const names = regexOf(pattern).namedGroups() as Record<string, number>;
  let result = '';
  let from = 0;
  let lastEnd = -1;
  for (const { start, end, groups } of findAll(pattern, text, -1)) {
    if (start === end && start === lastEnd) continue;
    result += text.slice(from, start) + expand(by, groups, names);
    from = end;
    lastEnd = end;
  }
  return result + text.slice(from);
}

function templateMatch(args: readonly Value[]): Value {
  const [template, text, open, close] = [stringAt(args, 0), stringAt(args, 1), stringAt(args, 2), stringAt(args, 3)];
  let pattern = '^';
  let at = 0;
  for (;;) {
    const start = template.indexOf(open, at);
    if (start < 0) break;
    const end = template.indexOf(close, start + open.length);
    if (end < 0) return fault(`unbalanced braces in ${JSON.stringify(template)}`);
    pattern += `${RE2JS.quote(template.slice(at, start))}(${template.slice(start + open.length, end)})`;
    at = end + close.length;
  }
  return matches(`${pattern}${RE2JS.quote(template.slice(at))}$`, text);
}

const match = define(2, (args) => matches(stringAt(args, 0), stringAt(args, 1)));

export const regex: Family = {
  'regex.match': match,
  re_match: match,
  'regex.is_valid': define(1, ([pattern]) => {
    if (typeof pattern !== 'string') return false;
    try {
      RE2JS.compile(pattern);
      return true;
    } catch {
      return false;
    }
  }),
  'regex.split': define(2, (args) => split(stringAt(args, 0), stringAt(args, 1))),
  'regex.find_n': define(3, (args) => findAll(stringAt(args, 0), stringAt(args, 1), countAt(args, 2)).map(({ groups }) => groups[0] ?? '')),
  'regex.find_all_string_submatch_n': define(3, (args) =>
    findAll(stringAt(args, 0), stringAt(args, 1), countAt(args, 2)).map(({ groups }) => groups.map((group) => group ?? '')),
  ),
  'regex.replace': define(3, (args) => replaceAll(stringAt(args, 0), stringAt(args, 1), stringAt(args, 2))),
  'regex.template_match': define(4, templateMatch),
  'regex.globs_match': define(2, (args) => globsMatch(stringAt(args, 0), stringAt(args, 1))),
};

interface GlobToken {
  readonly chars: string | undefined;
  readonly set: ReadonlySet<string> | undefined;
  readonly flag: '' | '+' | '*';
}

function globError(input: string, at: number, message: string): never {
  return fault(`input:${input}, pos:${at}, ${message}: the input provided is invalid`);
}

/** A subset of regular expressions: characters, `.`, sets and the flags + and * (https://github.com/yashtewari/glob-intersection). */
function globTokens(input: string): GlobToken[] {
  const tokens: GlobToken[] = [];
  const chars = [...input];
  for (let i = 0; i < chars.length; i++) {
    const c = chars[i] as string;
    let token: { chars: string | undefined; set: Set<string> | undefined };
    if (c === '\\') token = { chars: chars[++i] ?? globError(input, i, 'escape without a character'), set: undefined };
    else if (c === '.') token = { chars: undefined, set: undefined };
    else if (c === ']') return globError(input, i + 1, "set-close ']' with no preceding '['");
    else if (c === '+' || c === '*') return globError(input, i, `flag '${c}' must be preceded by a non-flag`);
    else if (c === '[') {
      const set = new Set<string>();
      for (i++; chars[i] !== ']'; i++) {
        const from = chars[i];
        if (from === undefined) return globError(input, i, "set-open '[' without a matching ']'");
        if (chars[i + 1] === '-' && chars[i + 2] !== undefined && chars[i + 2] !== ']') {
          const last = (chars[i + 2] as string).codePointAt(0) ?? 0;
          for (let point = from.codePointAt(0) ?? 0; point <= last; point++) set.add(String.fromCodePoint(point));
          i += 2;
        } else set.add(from);
      }
      token = { chars: undefined, set };
    } else token = { chars: c, set: undefined };
    const next = chars[i + 1];
    const flag = next === '+' || next === '*' ? next : '';
    if (flag !== '') i++;
    tokens.push({ ...token, flag });
  }
  return tokens;
}

function intersects(a: GlobToken, b: GlobToken): boolean {
  const isAny = (token: GlobToken): boolean => token.chars === undefined && token.set === undefined;
  if (isAny(a) || isAny(b)) return true;
  const all = (token: GlobToken): ReadonlySet<string> => token.set ?? new Set([token.chars ?? '']);
  const other = all(b);
  return [...all(a)].some((c) => other.has(c));
}

/** Whether some text that is not empty matches both, found by walking both patterns at once. */
function globsMatch(left: string, right: string): boolean {
  const a = globTokens(left);
  const b = globTokens(right);
  const seen = new Set<string>();
  const queue: [number, number, boolean, boolean][] = [[0, 0, false, false]];
  for (let state = queue.pop(); state; state = queue.pop()) {
    const [i, j, doneI, doneJ] = state;
    const key = state.join();
    if (seen.has(key)) continue;
    seen.add(key);
    const x = a[i];
    const y = b[j];
    if (x === undefined && y === undefined) return true;
    if (x && (x.flag === '*' || (x.flag === '+' && doneI))) queue.push([i + 1, j, false, doneJ]);
    if (y && (y.flag === '*' || (y.flag === '+' && doneJ))) queue.push([i, j + 1, doneI, false]);
    if (!x || !y || !intersects(x, y)) continue;
    for (const nextI of x.flag === '' ? [false] : [true]) {
      queue.push([x.flag === '' ? i + 1 : i, y.flag === '' ? j + 1 : j, nextI, y.flag !== '']);
    }
  }
  return false;
}
