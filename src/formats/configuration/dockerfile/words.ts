import { isSpace, skipSpace } from '../go/space.ts';

/** Words as ENV, LABEL and ARG have them: quotes and escapes stay, and what they enclose is one word. */
export function splitWords(text: string, escape: string): string[] {
  const words: string[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    let word = '';
    let quote = '';
    for (; at < text.length; at++) {
      const character = text[at] ?? '';
      if (quote === '' && isSpace(character.charCodeAt(0))) break;
      if (character === escape && quote !== "'") {
        // An escape character at the very end is dropped.
        if (at + 1 < text.length) word += character + (text[at + 1] ?? '');
        at++;
        continue;
      }
      if (quote === '' && (character === '"' || character === "'")) quote = character;
      else if (character === quote) quote = '';
      word += character;
    }
    if (word !== '') words.push(word);
    at = skipSpace(text, at);
  }
  return words;
}

/** Flags before the arguments, without their quotes, and the arguments. */
export function splitFlags(text: string, escape: string): { readonly flags: readonly string[]; readonly rest: string } {
  const flags: string[] = [];
  let at = skipSpace(text, 0);
  while (text.startsWith('--', at)) {
    let word = '';
    let isQuoted = false;
    let quote = '';
    for (; at < text.length; at++) {
      const character = text[at] ?? '';
      if (quote === '' && isSpace(character.charCodeAt(0))) break;
      if (character === quote) quote = '';
      else if (quote === '' && (character === '"' || character === "'")) {
        quote = character;
        isQuoted = true;
      } else if (character === escape) {
        at++;
        word += text[at] ?? '';
      } else word += character;
    }
    if (word === '--') return { flags, rest: text.slice(at) };
    if (word !== '' || isQuoted) flags.push(word);
    at = skipSpace(text, at);
  }
  return { flags, rest: text.slice(at) };
}
