/**
 * Numbers of Rego are decimal texts (https://www.openpolicyagent.org/docs/policy-language#scalar-values). One that a JavaScript number
 * writes back digit for digit is that number; any other one, such as an integer beyond 2^53, is a `Decimal`. So equal numbers have one form.
 */
export class Decimal {
  readonly mantissa: bigint;
  readonly exponent: number;
  constructor(mantissa: bigint, exponent: number) {
    this.mantissa = mantissa;
    this.exponent = exponent;
  }
}

export type NumberValue = number | Decimal;

/** Wider differences of exponents would need integers of more digits than memory should hold. */
const MAX_EXPONENT = 100_000;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** The number a decimal text stands for, or undefined where the text is none or its exponent is out of bounds. */
export function parseNumber(text: string): NumberValue | undefined {
  if (text.length <= 15 && /^-?(?:0|[1-9]\d*)$/.test(text)) return Number(text) + 0;
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const power = Number(exponent) - fraction.length;
  if (Math.abs(power) > MAX_EXPONENT) return undefined;
  const mantissa = BigInt(whole + fraction);
  return numberOf(sign === '-' ? -mantissa : mantissa, power);
}

/** mantissa × 10^exponent in its one form. */
export function numberOf(mantissa: bigint, exponent: number): NumberValue {
  if (mantissa === 0n) return 0;
  if (exponent === 0 && mantissa <= 9007199254740991n && mantissa >= -9007199254740991n) return Number(mantissa);
  let m = mantissa;
  let e = exponent;
  while (m % 10n === 0n) {
    m /= 10n;
    e++;
  }
  const near = Number(`${m}e${e}`);
  if (Number.isFinite(near) && near !== 0) {
    const own = parts(near);
    if (own.mantissa === m && own.exponent === e) return near;
  }
  return new Decimal(m, e);
}

function parts(value: number): Decimal {
  const [digits = '', power = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  let m = BigInt(whole + fraction);
  let e = Number(power) - fraction.length;
  if (m === 0n) return new Decimal(0n, 0);
  while (m % 10n === 0n) {
    m /= 10n;
    e++;
  }
  return new Decimal(m, e);
}

export function decimalOf(value: NumberValue): Decimal {
  return typeof value === 'number' ? parts(value) : value;
}

function scaled(m: bigint, by: number): bigint {
  return by === 0 ? m : m * 10n ** BigInt(Math.min(by, MAX_EXPONENT));
}

export function addNumbers(a: NumberValue, b: NumberValue): NumberValue {
  if (typeof a === 'number' && typeof b === 'number' && Number.isInteger(a) && Number.isInteger(b)) {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const x = binaryOf(a);
  const y = binaryOf(b);
  const shift = Math.max(x.shift, y.shift);
  return fromBinary((x.mantissa << BigInt(shift - x.shift)) + (y.mantissa << BigInt(shift - y.shift)), shift);
}

export function negateNumber(a: NumberValue): NumberValue {
  return typeof a === 'number' ? 0 - a : new Decimal(-a.mantissa, a.exponent);
}

export function subtractNumbers(a: NumberValue, b: NumberValue): NumberValue {
  return addNumbers(a, negateNumber(b));
}

export function multiplyNumbers(a: NumberValue, b: NumberValue): NumberValue {
  if (typeof a === 'number' && typeof b === 'number' && Number.isInteger(a) && Number.isInteger(b)) {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  const x = binaryOf(a);
  const y = binaryOf(b);
  return fromBinary(x.mantissa * y.mantissa, x.shift + y.shift);
}

/** The exact product, for what OPA computes with fractions. */
export function multiplyExactly(a: NumberValue, b: NumberValue): NumberValue {
  const x = decimalOf(a);
  const y = decimalOf(b);
  return numberOf(x.mantissa * y.mantissa, x.exponent + y.exponent);
}

/**
 * OPA computes with binary floating-point numbers of 64 bits and writes the shortest decimal that reads back as the same
 * (topdown/arithmetic.go); integers that fit are exact.
 */
export function divideNumbers(a: NumberValue, b: NumberValue): NumberValue {
  if (typeof a === 'number' && typeof b === 'number') {
    const quotient = a / b;
    if (Number.isSafeInteger(quotient) && Number.isSafeInteger(a) && Number.isSafeInteger(b)) return quotient + 0;
  }
  const x = binaryOf(a);
  const y = binaryOf(b);
  const shift = y.shift - x.shift;
  const top = shift > 0 ? x.mantissa << BigInt(shift) : x.mantissa;
  const bottom = shift < 0 ? y.mantissa << BigInt(-shift) : y.mantissa;
  const isNegative = top < 0n !== bottom < 0n;
  const { mantissa, shift: own } = roundBinary(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom);
  return fromBinary(isNegative ? -mantissa : mantissa, own);
}

/** mantissa × 2^-shift. */
interface Binary {
  readonly mantissa: bigint;
  readonly shift: number;
}

function binaryOf(value: NumberValue): Binary {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { mantissa: BigInt(value), shift: 0 };
  const { mantissa, exponent } = decimalOf(value);
  const n = mantissa < 0n ? -mantissa : mantissa;
  const rounded = exponent >= 0 ? roundBinary(scaled(n, exponent), 1n) : roundBinary(n, scaled(1n, -exponent));
  return mantissa < 0n ? { ...rounded, mantissa: -rounded.mantissa } : rounded;
}

/** The shortest decimal that rounds to the same 64 bits as mantissa × 2^-shift does. */
function fromBinary(mantissa: bigint, shift: number): NumberValue {
  if (mantissa === 0n) return 0;
  const isNegative = mantissa < 0n;
  const size = isNegative ? -mantissa : mantissa;
  const exact = shift >= 0 ? roundBinary(size, 1n << BigInt(shift)) : roundBinary(size << BigInt(-shift), 1n);
  const n = exact.shift >= 0 ? exact.mantissa : exact.mantissa << BigInt(-exact.shift);
  const d = exact.shift >= 0 ? 1n << BigInt(exact.shift) : 1n;
  const magnitude = n.toString().length - d.toString().length;
  for (let digits = 1; digits <= 22; digits++) {
    const places = digits - magnitude;
    const up = places >= 0 ? n * 10n ** BigInt(places) : n;
    const down = places >= 0 ? d : d * 10n ** BigInt(-places);
    const rounded = (2n * up + down) / (2n * down);
    if (rounded === 0n) continue;
    const back = places >= 0 ? roundBinary(rounded, 10n ** BigInt(places)) : roundBinary(rounded * 10n ** BigInt(-places), 1n);
    if (back.mantissa === exact.mantissa && back.shift === exact.shift) return numberOf(isNegative ? -rounded : rounded, -places);
  }
  return numberOf(isNegative ? -n : n, 0);
}

/** The quotient rounded to 64 bits, the half to the even one. */
function roundBinary(n: bigint, d: bigint): Binary {
  if (n === 0n) return { mantissa: 0n, shift: 0 };
  let shift = 64 - (bitLength(n) - bitLength(d));
  for (;;) {
    const up = shift >= 0 ? n << BigInt(shift) : n;
    const down = shift >= 0 ? d : d << BigInt(-shift);
    const quotient = up / down;
    if (bitLength(quotient) > 64) {
      shift--;
      continue;
    }
    const rest = 2n * (up % down);
    const rounded = rest > down || (rest === down && quotient % 2n === 1n) ? quotient + 1n : quotient;
    return rounded === 1n << 64n ? { mantissa: rounded >> 1n, shift: shift - 1 } : { mantissa: rounded, shift };
  }
}

function bitLength(n: bigint): number {
  const hex = n.toString(16);
  return 4 * (hex.length - 1) + (32 - Math.clz32(Number.parseInt(hex[0] ?? '0', 16)));
}

export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const x = decimalOf(a);
  const y = decimalOf(b);
  const e = Math.min(x.exponent, y.exponent);
  const left = scaled(x.mantissa, x.exponent - e);
  const right = scaled(y.mantissa, y.exponent - e);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The number as an integer, or undefined where it has a fraction. */
export function toInteger(value: NumberValue): bigint | undefined {
  if (typeof value === 'number')
    return Number.isInteger(value) ? (Number.isSafeInteger(value) ? BigInt(value) : fromParts(value)) : undefined;
  return value.exponent >= 0 ? scaled(value.mantissa, value.exponent) : undefined;
}

function fromParts(value: number): bigint {
  const { mantissa, exponent } = parts(value);
  return scaled(mantissa, exponent);
}

/** The nearest number towards a rule: `floor`, `ceil` or half away from zero. */
export function roundNumber(value: NumberValue, mode: 'floor' | 'ceil' | 'round'): NumberValue {
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return value;
    if (mode === 'floor') return Math.floor(value) + 0;
    if (mode === 'ceil') return Math.ceil(value) + 0;
    return (value < 0 ? -Math.round(-value) : Math.round(value)) + 0;
  }
  if (value.exponent >= 0) return value;
  const unit = 10n ** BigInt(Math.min(-value.exponent, MAX_EXPONENT));
  const whole = value.mantissa / unit;
  const rest = value.mantissa % unit;
  if (mode === 'floor') return numberOf(rest < 0n ? whole - 1n : whole, 0);
  if (mode === 'ceil') return numberOf(rest > 0n ? whole + 1n : whole, 0);
  const double = rest < 0n ? -2n * rest : 2n * rest;
  return numberOf(double >= unit ? whole + (rest < 0n ? -1n : 1n) : whole, 0);
}

export function formatNumber(value: NumberValue): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(toInteger(value)) : String(value);
  const { mantissa, exponent } = value;
  if (exponent >= 0 && exponent < 400) return String(scaled(mantissa, exponent));
  const digits = String(mantissa < 0n ? -mantissa : mantissa);
  const sign = mantissa < 0n ? '-' : '';
  const point = digits.length + exponent;
  if (point > 0 && exponent < 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  if (point > -6 && exponent < 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  const power = point - 1;
  return `${sign}${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

export function toFloat(value: NumberValue): number {
  return typeof value === 'number' ? value : Number(`${value.mantissa}e${value.exponent}`);
}
