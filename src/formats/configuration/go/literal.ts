/** Texts that Go's strconv reads as numbers and booleans: https://pkg.go.dev/strconv#ParseFloat and #ParseBool (go1.26). */
const DECIMAL = /^[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9][0-9_]*)?$/;
const HEXADECIMAL = /^([-+]?)0[xX](_?[0-9a-fA-F][0-9a-fA-F_]*)?(?:\.([0-9a-fA-F_]*))?[pP]([-+]?[0-9][0-9_]*)$/;
const WORD = /^([-+]?)(?:inf|infinity)$|^nan$/i;

/** `undefined` where ParseFloat fails, be it for the range. Infinities and NaN have names. */
export function parseFloat64(text: string): number | undefined {
  const word = WORD.exec(text);
  if (word) return word[1] === undefined ? Number.NaN : word[1] === '-' ? -Infinity : Infinity;
  if (text.length > 10_000 || (text.includes('_') && !hasGoodUnderscores(text))) return undefined;
  const value = DECIMAL.test(text) ? Number(text.replaceAll('_', '')) : hexadecimal(text);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** Between two digits, or between the prefix of a base and a digit. */
function hasGoodUnderscores(text: string): boolean {
  const hex = /^[-+]?0[xX]/.test(text);
  const digits = hex ? text.replace(/^[-+]?0[xX]/, '0') : text;
  return hex ? !/_(?![0-9a-fA-F])|(?<![0-9a-fA-F])_/.test(digits) : !/_(?![0-9])|(?<![0-9])_/.test(digits);
}

function hexadecimal(text: string): number | undefined {
  const [, sign, whole = '', fraction = '', power] = HEXADECIMAL.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replaceAll('_', '');
  if (digits === '') return undefined;
  const exponent = Number(power?.replaceAll('_', '')) - 4 * fraction.replaceAll('_', '').length;
  const mantissa = Number(BigInt(`0x${digits}`));
  // In two steps, since the power alone may be out of range while the number is not.
  const half = Math.trunc(Math.max(-5000, Math.min(5000, exponent)) / 2);
  const value = mantissa * 2 ** half * 2 ** (Math.max(-5000, Math.min(5000, exponent)) - half);
  return sign === '-' ? -value : value;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((word) => [word, false] as const),
]);

export function parseBool(text: string): boolean | undefined {
  return BOOLEANS.get(text);
}
