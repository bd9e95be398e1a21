/**
 * Plain scalars as Kubernetes resolves them: sigs.k8s.io/yaml v1.6 over go.yaml.in/yaml/v2 (goyaml.v2), that is YAML 1.1 with Go's number syntax.
 * Source of truth: https://github.com/yaml/go-yaml/blob/v2.4.2/resolve.go
 * - y, yes, on, n, no, off are booleans; `~` and the empty scalar are null;
 * - integers follow strconv.ParseInt(s, 0, 64) after removing underscores, so 0777 is octal; what needs more than 64 bits is a float
 *   where it is decimal, else a string;
 * - floats beyond the range of a double stay strings; .nan and .inf are numbers that JSON cannot hold;
 * - timestamps stay strings, since they end up in JSON.
 */
export type Scalar = string | number | boolean | null;

const WORDS: ReadonlyMap<string, boolean | null | number> = new Map<string, boolean | null | number>([
  ...casings(['y', 'yes', 'true', 'on']).map((word) => [word, true] as const),
  ...casings(['n', 'no', 'false', 'off']).map((word) => [word, false] as const),
  ...casings(['null']).map((word) => [word, null] as const),
  ['', null],
  ['~', null],
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...casings(['.inf']).flatMap((word) => [[word, Infinity] as const, [`+${word}`, Infinity] as const, [`-${word}`, -Infinity] as const]),
]);

function casings(words: readonly string[]): string[] {
  return words.flatMap((word) => [word, capitalised(word), word.toUpperCase()]);
}

function capitalised(word: string): string {
  return word.replace(/[a-z]/, (letter) => letter.toUpperCase());
}

const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The value of a plain scalar without a tag. Integers beyond 2^53 lose precision, as in every JSON reader of JavaScript. */
export function resolvePlain(text: string): Scalar {
  const first = text.charCodeAt(0);
  const isNumeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (text.length <= 5) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  if (!isNumeric) return text;
  const plain = text.includes('_') ? withoutUnderscores(text) : text;
  if (INTEGER.test(plain)) {
    const integer = parseInteger(plain);
    if (Number.isSafeInteger(integer) || fitsSixtyFourBits(plain)) return integer;
  }
  const float = FLOAT.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(float) ? float : text;
}

/** A number that starts with a point is read by Go's ParseFloat, where an underscore stands between two digits or is wrong. */
function withoutUnderscores(text: string): string {
  return text.startsWith('.') && /_(?![0-9])|(?<![0-9])_/.test(text) ? text : text.replaceAll('_', '');
}

function parseInteger(text: string): number {
  const { isNegative, digits } = integerParts(text);
  const value = Number(digits);
  return isNegative ? -value : value;
}

function fitsSixtyFourBits(text: string): boolean {
  const { isNegative, digits } = integerParts(text);
  const value = BigInt(digits);
  return isNegative ? value <= 2n ** 63n : value < 2n ** 64n;
}

/** The digits in the notation of JavaScript, which writes octal numbers with 0o. */
function integerParts(text: string): { isNegative: boolean; digits: string } {
  const isNegative = text.startsWith('-');
  const digits = isNegative || text.startsWith('+') ? text.slice(1) : text;
  return { isNegative, digits: /^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits };
}

/**
 * What a mapping key becomes in JSON, from its value and the text it was written as; `undefined` for null, which Kubernetes refuses as a
 * key. Floats are written with as many digits as a 32-bit float needs
 * (https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/yaml.go, convertToJSONableObject).
 */
export function keyText(value: Scalar, text: string): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'number') return String(value);
  const plain = text.replaceAll('_', '');
  if (!INTEGER.test(plain)) return floatText(value);
  if (Number.isSafeInteger(value)) return String(value);
  const { isNegative, digits } = integerParts(plain);
  return fitsSixtyFourBits(plain) ? `${isNegative ? '-' : ''}${BigInt(digits)}` : floatText(value);
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`, with the names that YAML has for what is no number. */
function floatText(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single < 0 ? '-.inf' : '.inf';
  if (Object.is(single, -0)) return '-0';
  let shortest = single;
  for (let digits = 9; digits > 0; digits--) {
    const shorter = Number(single.toPrecision(digits));
    if (Math.fround(shorter) === single) shortest = shorter;
  }
  const scientific = shortest.toExponential();
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  return exponent < -4 || exponent >= 6 ? scientific.replace(/(?<=e[-+])(?=\d$)/, '0') : String(shortest);
}

/** The value of a scalar with an explicit tag, in its short form (`!!str`); `undefined` when the text does not fit the tag. */
export function resolveTagged(tag: string, text: string): Scalar | undefined {
  switch (tag) {
    case '!!null':
      return resolvePlain(text) === null ? null : undefined;
    case '!!bool': {
      const value = resolvePlain(text);
      return typeof value === 'boolean' ? value : undefined;
    }
    case '!!int': {
      const value = resolvePlain(text);
      return typeof value === 'number' && INTEGER.test(text.replaceAll('_', '')) ? value : undefined;
    }
    case '!!float': {
      const value = resolvePlain(text);
      return typeof value === 'number' ? value : undefined;
    }
    case '!!binary':
      return isBase64(text) ? Buffer.from(text, 'base64').toString('utf8') : undefined;
    default:
      return text;
  }
}

/** Go's base64.StdEncoding: padded, with line breaks anywhere. */
function isBase64(text: string): boolean {
  const packed = text.replace(/[\r\n]+/g, '');
  return packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
}
