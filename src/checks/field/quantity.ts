/**
 * Amounts of resources, https://github.com/kubernetes/apimachinery/blob/v0.35.0/pkg/api/resource/quantity.go: a decimal number with an
 * SI suffix, a binary suffix or an exponent.
 */
const QUANTITY = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The amount in its unit (cores, bytes); `undefined` for what is no quantity. */
export function parseQuantity(text: string): number | undefined {
  const [whole, sign, digits = '', suffix = '', exponent] = QUANTITY.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const power = BINARY.indexOf(suffix);
  const amount = power >= 0 ? Number(digits) * 1024 ** (power + 1) : Number(`${digits}e${exponent ?? DECIMAL[suffix] ?? 0}`);
  return sign === '-' ? -amount : amount;
}
