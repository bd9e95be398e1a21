/**
 * Plain scalars as Kubernetes resolves them: sigs.k8s.io/yaml over goyaml.v2, that is YAML 1.1 with Go's number syntax.
 * Source of truth: https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/goyaml.v2/resolve.go
 * - y, yes, on, n, no, off are booleans; `~` and the empty scalar are null;
 * - integers follow strconv.ParseInt(s, 0, 64) after removing underscores, so 0777 is octal;
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
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (INTEGER.test(plain)) return parseInteger(plain);
  return FLOAT.test(plain) ? Number(plain) : text;
}

function parseInteger(text: string): number {
  const negative = text.startsWith('-');
  const digits = negative || text.startsWith('+') ? text.slice(1) : text;
  const value = /^0[0-7]/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return negative ? -value : value;
}

/** The value of a scalar with an explicit tag, in its short form (`!!str`); `undefined` when the text does not fit the tag. */
export function resolveTagged(tag: string, text: string): Scalar | undefined {
  switch (tag) {
    case '!!null':
      return null;
    case '!!bool': {
      const value = resolvePlain(text);
      return typeof value === 'boolean' ? value : undefined;
    }
    case '!!int':
    case '!!float': {
      const value = resolvePlain(text);
      return typeof value === 'number' ? value : undefined;
    }
    case '!!binary':
      return Buffer.from(text, 'base64').toString('utf8');
    default:
      return text;
  }
}
