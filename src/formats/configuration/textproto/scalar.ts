import type { Cursor } from './cursor.ts';
import type { EnumDefinition } from './definitions.ts';

export interface Scalar {
  readonly value: unknown;
  readonly isZero: boolean;
}

const RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};
const SAME: Readonly<Record<string, string>> = {
  sint32: 'int32',
  sfixed32: 'int32',
  fixed32: 'uint32',
  sint64: 'int64',
  sfixed64: 'int64',
  fixed64: 'uint64',
};

/** A value as protojson writes it: integers of 64 bits are texts, and so are bytes. https://protobuf.dev/programming-guides/json/ */
export function scalarOf(cursor: Cursor, type: string | EnumDefinition): Scalar {
  if (typeof type !== 'string') return enumOf(cursor, type);
  const range = RANGES[SAME[type] ?? type];
  if (range) return integerOf(cursor, range, type.endsWith('64'));
  if (type === 'bool') return booleanOf(cursor);
  if (type === 'string' || type === 'bytes') return textOf(cursor, type === 'bytes');
  if (type === 'double' || type === 'float') return floatOf(cursor, type === 'float');
  throw cursor.fault(`the type ${type.slice(0, 80)} is not defined in the given .proto files`);
}

function enumOf(cursor: Cursor, { values }: EnumDefinition): Scalar {
  const word = cursor.peek();
  const number = values.get(word);
  if (number !== undefined) {
    cursor.read();
    return { value: word, isZero: number === 0 };
  }
  if (!/^-|^[0-9]/.test(word)) throw cursor.fault(`${word.slice(0, 80)} is no value of the enum`);
  const given = Number(integerOf(cursor, [-(2n ** 31n), 2n ** 31n - 1n], false).value);
  const name = [...values].find(([, one]) => one === given)?.[0];
  return { value: name ?? given, isZero: given === 0 };
}

function integerOf(cursor: Cursor, [min, max]: readonly [bigint, bigint], isText: boolean): Scalar {
  const isNegative = cursor.take('-');
  const digits = cursor.read();
  if (!/^(?:0[xX][0-9a-fA-F]{1,32}|0[0-7]{0,40}|[1-9][0-9]{0,40})$/.test(digits)) throw cursor.fault('an integer must stand here');
  const size = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = isNegative ? -size : size;
  if (value < min || value > max) throw cursor.fault(`${value} is out of the range of the field`);
  return { value: isText ? String(value) : Number(value), isZero: value === 0n };
}

function booleanOf(cursor: Cursor): Scalar {
  const word = cursor.read();
  const isTrue = /^(?:t|true|True|0*1|0[xX]0*1)$/.test(word);
  if (!isTrue && !/^(?:f|false|False|0+|0[xX]0+)$/.test(word)) throw cursor.fault('true or false must stand here');
  return { value: isTrue, isZero: !isTrue };
}

function floatOf(cursor: Cursor, isSingle: boolean): Scalar {
  const sign = cursor.take('-') ? -1 : 1;
  const word = cursor.read();
  const name = word.toLowerCase();
  if (name === 'nan') return { value: 'NaN', isZero: false };
  if (name === 'inf' || name === 'infinity') return { value: sign < 0 ? '-Infinity' : 'Infinity', isZero: false };
  const size = Number(/^0[xX]/.test(word) ? word : word.replace(/[fF]$/, ''));
  if (word === '' || Number.isNaN(size)) throw cursor.fault('a number must stand here');
  const value = sign * (isSingle ? Number(Math.fround(size).toPrecision(7)) : size);
  if (!Number.isFinite(value)) throw cursor.fault('a number is out of the range of the field');
  return { value, isZero: Object.is(value, 0) };
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '"': 34, "'": 39, '\\': 92, '?': 63 };

function textOf(cursor: Cursor, isBytes: boolean): Scalar {
  const parts: Buffer[] = [];
  do {
    const token = cursor.read();
    if (!/^["']/.test(token) || token.length < 2) throw cursor.fault('a text in quotes must stand here');
    parts.push(unescape(cursor, token.slice(1, -1)));
  } while (/^["']/.test(cursor.peek()));
  const bytes = Buffer.concat(parts);
  return { value: isBytes ? bytes.toString('base64') : bytes.toString('utf8'), isZero: bytes.length === 0 };
}

function unescape(cursor: Cursor, text: string): Buffer {
  const parts = [...text.matchAll(/\\([0-7]{1,3})|\\[xX]([0-9a-fA-F]{1,2})|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)|[^\\]+/gsu)];
  return Buffer.concat(
    parts.map(([all, octal, hex, short, long, letter]) => {
      if (octal !== undefined) return Buffer.from([Number.parseInt(octal, 8) & 255]);
      if (hex !== undefined) return Buffer.from([Number.parseInt(hex, 16)]);
      const code = Number.parseInt(short ?? long ?? '0', 16);
      if (code > 0x10ffff) throw cursor.fault('an escape names no character');
      if (short !== undefined || long !== undefined) return Buffer.from(String.fromCodePoint(code));
      if (letter === undefined) return Buffer.from(all);
      const byte = ESCAPES[letter];
      if (byte === undefined) throw cursor.fault(`\\${letter} is no escape that is known`);
      return Buffer.from([byte]);
    }),
  );
}
