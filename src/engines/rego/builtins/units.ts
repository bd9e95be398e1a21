import { multiplyExactly, type NumberValue, numberOf, parseNumber, roundNumber, type Value } from '../values/index.ts';
import { define, type Family, fault, stringAt } from './define.ts';

const DECIMAL: Readonly<Record<string, NumberValue>> = {
  '': 1,
  m: parseNumber('0.001') ?? 0,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: numberOf(1n, 18),
};
const BYTES = ['k', 'm', 'g', 't', 'p', 'e'] as const;

/** The number and the unit after it; `1e3` is 1000, and `1e` is one exa. */
function split(text: string, name: string, what: string): readonly [NumberValue, string] {
  const bare = text.replaceAll('"', '');
  if (bare.includes(' ')) return fault(`${name}: spaces not allowed in resource strings`);
  const match = /^([-+]?[\d.]*(?:[eE][-+]?\d+)?)([\s\S]*)$/.exec(bare);
  const [, digits = '', unit = ''] = match ?? [];
  if (digits === '' || digits === '+' || digits === '-') return fault(`${name}: no ${what} provided`);
  const amount = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(digits) ? parseNumber(digits) : undefined;
  return amount === undefined ? fault(`${name}: could not parse ${what} to a number`) : [amount, unit];
}

function binary(power: number): NumberValue {
  return numberOf(1n << BigInt(10 * power), 0);
}

function parse(args: readonly Value[]): Value {
  const [amount, unit] = split(stringAt(args, 0), 'units.parse', 'amount');
  const power = ['ki', 'mi', 'gi', 'ti', 'pi', 'ei'].indexOf(unit.toLowerCase());
  // m is milli and M is mega; the case of every other unit does not matter.
  const known = unit === 'm' || unit === 'M' ? DECIMAL[unit] : DECIMAL[unit.toUpperCase()];
  const factor = power >= 0 ? binary(power + 1) : known;
  return factor === undefined ? fault(`units.parse: unit ${unit} not recognized`) : multiplyExactly(amount, factor);
}

function parseBytes(args: readonly Value[]): Value {
  const [amount, given] = split(stringAt(args, 0), 'units.parse_bytes', 'byte amount');
  const unit = given.toLowerCase().replace(/b$/, '');
  if (unit === '') return roundNumber(amount, 'floor');
  const power = (BYTES as readonly string[]).indexOf(unit[0] ?? '');
  if (power < 0 || (unit.length === 2 && unit[1] !== 'i') || unit.length > 2)
    return fault(`units.parse_bytes: byte unit ${given} not recognized`);
  const factor = unit.length === 2 ? binary(power + 1) : numberOf(1n, 3 * (power + 1));
  return roundNumber(multiplyExactly(amount, factor), 'floor');
}

function semver(args: readonly Value[], index: number): RegExpExecArray {
  const text = stringAt(args, index);
  return SEMVER.exec(text) ?? fault(`operand ${index + 1}: string ${JSON.stringify(text)} is not a valid SemVer`);
}

/** https://semver.org, section 11. */
const SEMVER = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

function comparePart(a: string, b: string): number {
  const isNumber = /^\d+$/.test(a);
  if (isNumber !== /^\d+$/.test(b)) return isNumber ? -1 : 1;
  if (!isNumber) return a < b ? -1 : a > b ? 1 : 0;
  return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
}

function compareSemver(args: readonly Value[]): Value {
  const a = semver(args, 0);
  const b = semver(args, 1);
  for (let i = 1; i <= 3; i++) {
    const order = comparePart(a[i] ?? '0', b[i] ?? '0');
    if (order !== 0) return order;
  }
  if (a[4] === b[4]) return 0;
  if (a[4] === undefined || b[4] === undefined) return a[4] === undefined ? 1 : -1;
  const [x, y] = [a[4].split('.'), b[4].split('.')];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const order = comparePart(x[i] as string, y[i] as string);
    if (order !== 0) return order;
  }
  return Math.sign(x.length - y.length);
}

export const units: Family = {
  'units.parse': define(1, parse),
  'units.parse_bytes': define(1, parseBytes),
  'semver.compare': define(2, compareSemver),
  'semver.is_valid': define(1, ([text]) => typeof text === 'string' && SEMVER.test(text)),
};
