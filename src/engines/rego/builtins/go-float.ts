/** The digits of a number without trailing zeros, and the power of ten of the first one. Zero has no digits. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

/**
 * A float as Go writes it for one of the verbs e, f and g: halves are rounded to even, and without a precision %g has as few digits as tell the
 * number from its neighbours. https://pkg.go.dev/strconv#FormatFloat
 */
export function formatGoFloat(value: number, verb: 'e' | 'f' | 'g', precision: number | undefined): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (verb === 'g') return sign + general(size, precision);
  const exact = exactDigits(size);
  if (verb === 'e') return sign + scientific(roundTo(exact, (precision ?? 6) + 1), precision ?? 6);
  return sign + plain(roundTo(exact, exact.exponent + 1 + (precision ?? 6)), precision ?? 6);
}

/** Both notations, whichever %g chooses. */
function general(size: number, precision: number | undefined): string {
  const rounded = precision === undefined ? shortest(size) : roundTo(exactDigits(size), Math.max(precision, 1));
  const { digits, exponent } = rounded;
  // With more digits asked for than there are, those that are there decide.
  const wanted = Math.max(precision ?? 6, 1);
  const limit = precision !== undefined && wanted > digits.length && digits.length > exponent ? digits.length : wanted;
  if (exponent < -4 || exponent >= limit) return scientific(rounded, Math.max(digits.length - 1, 0));
  return plain(rounded, Math.max(digits.length - 1 - exponent, 0));
}

function shortest(size: number): Digits {
  return readDigits(size.toExponential());
}

function exactDigits(size: number): Digits {
  if (size < 1e21) return readDigits(size.toExponential(100));
  const text = BigInt(size).toString();
  return { digits: text.replace(/0+$/, ''), exponent: text.length - 1 };
}

function readDigits(text: string): Digits {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  return { digits, exponent: digits === '' ? 0 : Number(exponent) };
}

function roundTo({ digits, exponent }: Digits, count: number): Digits {
  if (count >= digits.length) return { digits, exponent };
  if (count < 0) return { digits: '', exponent: 0 };
  const rest = digits.slice(count);
  const last = Number(digits[count - 1] ?? '0');
  const isUp = rest[0] === '5' && rest.length === 1 ? last % 2 === 1 : rest[0] !== undefined && rest[0] >= '5';
  if (!isUp) {
    const kept = digits.slice(0, count).replace(/0+$/, '');
    return { digits: kept, exponent: kept === '' ? 0 : exponent };
  }
  const up = (BigInt(digits.slice(0, count) || '0') + 1n).toString();
  return { digits: up.replace(/0+$/, ''), exponent: exponent + (up.length > count ? 1 : 0) };
}

function scientific({ digits, exponent }: Digits, decimals: number): string {
  const all = digits.padEnd(decimals + 1, '0');
  const point = decimals > 0 ? `.${all.slice(1)}` : '';
  return `${all[0]}${point}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function plain({ digits, exponent }: Digits, decimals: number): string {
  const whole = exponent < 0 ? '0' : digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = exponent < 0 ? '0'.repeat(-exponent - 1) + digits : digits.slice(exponent + 1);
  return (whole === '' ? '0' : whole) + (decimals > 0 ? `.${fraction.padEnd(decimals, '0').slice(0, decimals)}` : '');
}
