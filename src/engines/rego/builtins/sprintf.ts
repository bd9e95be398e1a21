import {
  compareNumbers,
  formatNumber,
  formatValue,
  isNumber,
  type NumberValue,
  negateNumber,
  toFloat,
  toInteger,
  type Value,
} from '../values/index.ts';

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
      return pad(formatVerb(letter, value, own), own, letter);
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

function goType(value: Value): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (!isNumber(value)) return 'string';
  return toInteger(value) === undefined ? 'float64' : 'int';
}

function plain(value: Value): string {
  return typeof value === 'string' ? value : formatValue(value);
}

function formatVerb(letter: string, value: Value, own: Flags): string {
  if (letter === 'v' || letter === 's') {
    if (letter === 's' && typeof value === 'number') return `%!s(${goType(value)}=${plain(value)})`;
    const text = plain(value);
    return own.precision === undefined || letter === 'v' ? text : [...text].slice(0, own.precision).join('');
  }
  if (letter === 'T') return goType(value);
  if (letter === 'q') return isNumber(value) && toInteger(value) !== undefined ? quoteCharacter(value) : JSON.stringify(plain(value));
  // What is no number reaches Go's fmt as a text.
  if (letter === 't') return isNumber(value) ? bad(letter, value) : `%!t(string=${plain(value).padStart(own.width ?? 0)})`;
  if (typeof value === 'string' && (letter === 'x' || letter === 'X')) {
    const hex = [...new TextEncoder().encode(value)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return letter === 'X' ? hex.toUpperCase() : hex;
  }
  if (!isNumber(value)) return bad(letter, value);
  return formatNumeric(letter, value, own);
}

function quoteCharacter(value: NumberValue): string {
  const c = String.fromCodePoint(Math.min(Number(toInteger(value) ?? 0n), 0x10ffff));
  return c === "'" || c === '\\' ? `'\\${c}'` : `'${c}'`;
}

function bad(letter: string, value: Value): string {
  return `%!${letter}(${goType(value)}=${plain(value)})`;
}

function signed(text: string, own: Flags): string {
  if (text.startsWith('-')) return text;
  return own.flags.includes('+') ? `+${text}` : own.flags.includes(' ') ? ` ${text}` : text;
}

function formatNumeric(letter: string, value: NumberValue, own: Flags): string {
  const bases: Readonly<Record<string, number>> = { d: 10, b: 2, o: 8, x: 16, X: 16 };
  const base = bases[letter];
  if (base !== undefined) {
    const integer = toInteger(value);
    if (integer === undefined) return bad(letter, value);
    const digits = integer.toString(base).padStart(own.precision ?? 0, '0');
    const prefix = own.flags.includes('#') ? (base === 16 ? '0x' : base === 8 ? '0' : base === 2 ? '0b' : '') : '';
    const text = signed(prefix + digits, own);
    return letter === 'X' ? text.toUpperCase() : text;
  }
  if (letter === 'c' || letter === 'U') {
    const point = Number(toInteger(value) ?? 0xfffdn);
    return letter === 'c'
      ? String.fromCodePoint(point <= 0x10ffff ? point : 0xfffd)
      : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  if (!'eEfFgG'.includes(letter)) return bad(letter, value);
  if (toInteger(value) !== undefined && typeof value === 'number' && Number.isSafeInteger(value) === false)
    return signed(formatNumber(value), own);
  return signed(formatFloat(letter, value, own.precision), own);
}

function formatFloat(letter: string, value: NumberValue, precision: number | undefined): string {
  const float = toFloat(value);
  const exponent = (text: string): string => text.replace(/e([+-])(\d)$/, 'e$10$2');
  if (letter === 'f' || letter === 'F') return fixed(value, precision ?? 6);
  if (letter === 'e' || letter === 'E') {
    const text = exponent(float.toExponential(Math.min(precision ?? 6, 100)));
    return letter === 'E' ? text.toUpperCase() : text;
  }
  if (precision === undefined) return formatNumber(value);
  const text = exponent(String(Number(float.toPrecision(Math.max(precision, 1)))));
  return letter === 'G' ? text.toUpperCase() : text;
}

function fixed(value: NumberValue, digits: number): string {
  const float = toFloat(value);
  if (Math.abs(float) < 1e21) return float.toFixed(Math.min(digits, 100));
  const text = formatNumber(compareNumbers(value, 0) < 0 ? negateNumber(value) : value);
  return `${float < 0 ? '-' : ''}${text}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
}

function pad(text: string, own: Flags, letter: string): string {
  const { width, flags } = own;
  const length = [...text].length;
  if (width === undefined || length >= width) return text;
  const fill = width - length;
  if (flags.includes('-')) return text + ' '.repeat(fill);
  if (!flags.includes('0') || text.startsWith('%!')) return ' '.repeat(fill) + text;
  const sign = 'dboxXeEfFgG'.includes(letter) && /^[+-]/.test(text) ? (text[0] ?? '') : '';
  return sign + '0'.repeat(fill) + text.slice(sign.length);
}
