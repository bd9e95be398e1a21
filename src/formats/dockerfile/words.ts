import { isBlank } from './logical-line.ts';
import type { DockerfilePair, DockerfileWord } from './syntax.ts';

/** Splits at blanks outside of quotes. `base` is the offset of the text in the file. */
export function readWords(text: string, base: number, escape: string): DockerfileWord[] {
  const words: DockerfileWord[] = [];
  let at = 0;
  while (at < text.length) {
    if (isBlank(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const end = wordEnd(text, at, escape);
    words.push({ text: text.slice(at, end).replaceAll('\\\n', ''), start: base + at, end: base + end });
    at = end;
  }
  return words;
}

function wordEnd(text: string, from: number, escape: string): number {
  let quote = '';
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at] as string;
    if (text.startsWith('\\\n', at) || (character === escape && quote !== "'")) at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (isBlank(text.charCodeAt(at))) break;
  }
  return Math.min(at, text.length);
}

/** The exec form: a JSON list of texts. `undefined` for everything else, which Docker takes for the shell form. */
export function readJsonWords(text: string, base: number): DockerfileWord[] | undefined {
  const close = text.trimEnd();
  if (!close.startsWith('[') || !close.endsWith(']')) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(close);
  } catch {
    return undefined;
  }
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) return undefined;
  const words: DockerfileWord[] = [];
  let at = 1;
  for (const value of values as string[]) {
    const start = close.indexOf('"', at);
    at = start + 1;
    while (at < close.length && close[at] !== '"') at += close[at] === '\\' ? 2 : 1;
    at++;
    words.push({ text: value, start: base + start, end: base + at });
  }
  return words;
}

/** The pairs of ENV and LABEL, those of the old form `ENV NAME value` included, or what is wrong with them. */
export function readPairs(text: string, base: number, words: readonly DockerfileWord[]): DockerfilePair[] | string {
  const [first, second] = words;
  if (!first) return [];
  if (!first.text.includes('=')) {
    if (!second) return 'needs a name and a value';
    const end = base + text.trimEnd().length;
    const value = { text: text.slice(second.start - base).trimEnd(), start: second.start, end };
    return [{ name: first.text, value, start: first.start, end }];
  }
  const bad = words.find((word) => !/^[^=]+=/s.test(word.text));
  return bad ? `cannot be read: there is no = in ${JSON.stringify(bad.text.slice(0, 80))}` : words.map(pairOf);
}

/** `NAME=value`, or `NAME` alone as ARG allows it. */
export function pairOf(word: DockerfileWord): DockerfilePair {
  const equals = word.text.indexOf('=');
  if (equals < 0) return { name: word.text, value: undefined, start: word.start, end: word.end };
  const value = { text: word.text.slice(equals + 1), start: Math.min(word.end, word.start + equals + 1), end: word.end };
  return { name: word.text.slice(0, equals).replace(/^(["'])(.*)\1$/, '$2'), value, start: word.start, end: word.end };
}
