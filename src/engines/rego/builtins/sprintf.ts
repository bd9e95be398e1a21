import { formatValue, isNumber, type NumberValue, toFloat, toInteger, type Value } from '../values/index.ts';
import { formatGoFloat } from './go-float.ts';

/** Verbs of Go's fmt (https://pkg.go.dev/fmt), as OPA's sprintf gives them values. */
export function sprintf(format: string, args: readonly Value[]): string {
  let next = 0;
  let isReordered = false;
  const verb = /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:\[(\d+)\])?([a-zA-Z%])?/g;
  const text = format.replace(
    verb,
    (
      whole,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      index: string | undefined,
      letter: string | undefined,
    ) => {
      if (letter === undefined) return '%!(NOVERB)';
      if (letter === '%') return '%';
      if (index !== undefined) {
        next = Number(index) - 1;
        isReordered = true;
      }
      const count = (given: string | undefined): number | undefined => {
        if (given !== '*') return given === undefined ? undefined : Math.min(Number(given), 10_000);
        const value = args[next++];
        return typeof value === 'number' ? Math.min(value, 10_000) : undefined;
      };
      const own = { flags, width: count(width), precision: whole.includes('.') ? (count(precision) ?? 0) : undefined };
      const value = args[next];
      if (value === undefined) return index === undefined ? `%!${letter}(MISSING)` : `%!${letter}(BADINDEX)`;
      next++;
      // A plus asks %v for the names of fields, which no value has.
      const isPlus = letter === 'v' && own.flags.includes('+') && !isBig(value);
      return formatVerb(letter, value, isPlus ? { ...own, flags: own.flags.replace('+', '') } : own) ?? bad(letter, value, own);
    },
  );
  if (isReordered || next >= args.length) return text;
  return `${text}%!(EXTRA ${args
    .slice(next)
    .map((value) => `${goType(value)}=${plain(value)}`)
    .join(', ')})`;
}

interface Flags {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

/** An integer that Go keeps as a big one, which has %s too. */
function isBig(value: Value): boolean {
  const integer = isNumber(value) ? toInteger(value) : undefined;
  return integer !== undefined && BigInt.asIntN(64, integer) !== integer;
}

function goType(value: Value): string {
  if (typeof value === 'string') return 'string';
  if (!isNumber(value)) return 'string';
  return toInteger(value) === undefined ? 'float64' : 'int';
}

function plain(value: Value): string {
  return typeof value === 'string' ? value : formatValue(value);
}

/** Undefined where the verb is none for such a value. What is no number reaches Go's fmt as a text. */
function formatVerb(letter: string, value: Value, own: Flags): string | undefined {
  const text = isNumber(value) ? formatNumeric(letter, value, own) : formatText(letter, plain(value), own);
  return text === undefined ? undefined : pad(text, own, letter);
}

function formatText(letter: string, text: string, { flags, precision }: Flags): string | undefined {
  const cut = precision === undefined ? text : [...text].slice(0, precision).join('');
  switch (letter) {
    case 'v':
      return flags.includes('#') ? quoteGo(cut, '"') : cut;
    case 's':
      return cut;
    case 'T':
      return 'string';
    case 'q':
      return quoteGo(cut, '"');
    case 'x':
    case 'X': {
      const hex = [...new TextEncoder().encode(text)].slice(0, precision).map((byte) => byte.toString(16).padStart(2, '0'));
      return letter === 'X' ? hex.join('').toUpperCase() : hex.join('');
    }
    default:
      return undefined;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

/** Between quotes as strconv.Quote writes it: what can be printed stays. */
export function quoteGo(text: string, mark: '"' | "'" = '"'): string {
  const inner = [...text].map((c) => {
    if (c === mark) return `\\${mark}`;
    const known = ESCAPES[c];
    if (known !== undefined) return known;
    if (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(c)) return c;
    const point = c.codePointAt(0) ?? 0;
    if (point < 0x80) return `\\x${point.toString(16).padStart(2, '0')}`;
    return point < 0x10000 ? `\\u${point.toString(16).padStart(4, '0')}` : `\\U${point.toString(16).padStart(8, '0')}`;
  });
  return mark + inner.join('') + mark;
}

/** The character of a number; the one for what is none where there is no such character. */
function characterOf(value: bigint): string {
  const point = value >= 0n && value <= 0x10ffffn ? Number(value) : 0xfffd;
  return String.fromCodePoint(point >= 0xd800 && point < 0xe000 ? 0xfffd : point);
}

/** Go prints what it was given as `%v` would, with the width that was meant for the verb. */
function bad(letter: string, value: Value, own: Flags): string {
  return `%!${letter}(${goType(value)}=${formatVerb('v', value, own)})`;
}

function signed(text: string, own: Flags): string {
  if (text.startsWith('-')) return text;
  return own.flags.includes('+') ? `+${text}` : own.flags.includes(' ') ? ` ${text}` : text;
}

function formatNumeric(letter: string, value: NumberValue, own: Flags): string | undefined {
  const integer = toInteger(value);
  if (letter === 'T') return goType(value);
  if (letter === 'v') return integer === undefined ? formatFloat('g', value, own) : formatInteger(integer, 10, own);
  if (letter === 's') return isBig(value) ? formatInteger(integer ?? 0n, 10, own) : undefined;
  const base = BASES[letter];
  if (base !== undefined) {
    const text = integer === undefined ? undefined : formatInteger(integer, base, own);
    return letter === 'X' ? text?.toUpperCase() : text;
  }
  if (letter === 'q' && isBig(value)) return undefined;
  if (letter === 'c' || letter === 'q') {
    if (integer === undefined) return undefined;
    return letter === 'c' ? characterOf(integer) : quoteGo(characterOf(integer), "'");
  }
  if (letter === 'U')
    return integer === undefined ? undefined : `U+${BigInt.asUintN(64, integer).toString(16).toUpperCase().padStart(4, '0')}`;
  // Go does not take an integer for a float, so %.2f of a count is an error in its text.
  if (integer !== undefined || !'eEfFgG'.includes(letter)) return undefined;
  return formatFloat(letter, value, own);
}

const BASES: Readonly<Record<string, number>> = { d: 10, b: 2, o: 8, x: 16, X: 16 };

function formatInteger(integer: bigint, base: number, own: Flags): string {
  const isNegative = integer < 0n;
  const digits = (isNegative ? -integer : integer).toString(base).padStart(own.precision ?? 0, '0');
  const prefix = own.flags.includes('#') ? (base === 16 ? '0x' : base === 8 ? '0' : base === 2 ? '0b' : '') : '';
  return isNegative ? `-${prefix}${digits}` : signed(prefix + digits, own);
}

function formatFloat(letter: string, value: NumberValue, own: Flags): string {
  const text = formatGoFloat(toFloat(value), FORMS[letter] ?? 'g', own.precision);
  return signed(letter === 'E' || letter === 'G' ? text.toUpperCase() : text, own);
}

const FORMS: Readonly<Record<string, 'e' | 'f' | 'g'>> = { e: 'e', E: 'e', f: 'f', F: 'f' };

function pad(text: string, own: Flags, letter: string): string {
  const { width, flags } = own;
  const length = [...text].length;
  if (width === undefined || length >= width) return text;
  const fill = width - length;
  if (flags.includes('-')) return text + ' '.repeat(fill);
  if (!flags.includes('0')) return ' '.repeat(fill) + text;
  const sign = 'vdboxXeEfFgG'.includes(letter) && /^[+-]/.test(text) ? (text[0] ?? '') : '';
  return sign + '0'.repeat(fill) + text.slice(sign.length);
}
