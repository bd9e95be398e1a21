import { type Reading, SyntaxFault } from './configuration.ts';
import { parseJsonText } from './json.ts';

/**
 * JSON with comments as Conftest's library strips them: `//`, `#` and block comments, and all blanks outside of quotes. Its ways are kept: a line
 * break inside quotes vanishes, and a quote counts inside a comment, too.
 * https://github.com/muhammadmuzzammil1998/jsonc/blob/v1.0.0/translator.go
 */
export function readJsonc(text: string): Reading {
  const pieces: string[] = [];
  eachKept(text, (from, to) => pieces.push(text.slice(from, to)));
  try {
    return { documents: [parseJsonText(pieces.join(''))] };
  } catch (error) {
    if (!(error instanceof SyntaxFault) || error.offset === undefined) throw error;
    throw new SyntaxFault(error.message, originalOffset(text, error.offset), error.options.isLimit ? { isLimit: true } : {});
  }
}

function originalOffset(text: string, offset: number): number {
  let kept = 0;
  let found = text.length;
  eachKept(text, (from, to) => {
    if (kept <= offset && offset < kept + to - from) found = from + offset - kept;
    kept += to - from;
  });
  return found;
}

/** Calls back with each stretch of the text that stays. */
function eachKept(text: string, keep: (from: number, to: number) => void): void {
  let from = 0;
  let to = 0;
  const take = (at: number): void => {
    if (at !== to) {
      if (to > from) keep(from, to);
      from = at;
    }
    to = at + 1;
  };
  let isQuoted = false;
  let isEscaped = false;
  let comment: 'none' | 'line' | 'block' = 'none';
  let canStart = false;
  let canEnd = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\' || isEscaped) {
      if (comment === 'none') take(at);
      isEscaped = !isEscaped;
      continue;
    }
    if (character === '"') isQuoted = !isQuoted;
    if ((character === ' ' || character === '\t') && !isQuoted) continue;
    if (character === '\n') {
      if (comment === 'line') {
        comment = 'none';
        canStart = false;
      }
    } else if (isQuoted && comment === 'none') take(at);
    else if (comment !== 'none') {
      if (comment === 'line') canEnd = false;
      else if (character === '*') canEnd = true;
      else if (canEnd && character === '/') {
        comment = 'none';
        canStart = false;
      } else canEnd = false;
    } else if ((canStart && (character === '*' || character === '/')) || character === '#') comment = character === '*' ? 'block' : 'line';
    else if (character === '/') canStart = true;
    else take(at);
  }
  if (to > from) keep(from, to);
}
