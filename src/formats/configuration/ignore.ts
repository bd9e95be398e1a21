import type { Reading } from './configuration.ts';
import { trim } from './go/space.ts';

interface Entry {
  readonly Kind: 'Empty' | 'Comment' | 'NegatedPath' | 'Path';
  readonly Value: string;
  readonly Original: string;
}

/**
 * Ignore files of git and Docker: one list of the lines, inside a list, so that it is judged as one.
 * https://github.com/shteou/go-ignore/blob/v0.3.1/ignore.go
 */
export function readIgnore(text: string): Reading {
  return { documents: [[text.split('\n').map(readLine)]] };
}

function readLine(line: string): Entry {
  const content = withoutTrailingBlanks(line);
  if (content === '') return { Kind: 'Empty', Value: line, Original: line };
  if (line.startsWith('#')) return { Kind: 'Comment', Value: trim(content.slice(1)), Original: line };
  if (line.startsWith('!')) return { Kind: 'NegatedPath', Value: unescape(content.slice(1)), Original: line };
  return { Kind: 'Path', Value: unescape(content), Original: line };
}

function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ') end--;
  return line.slice(0, end > 0 && line[end - 1] === '\\' ? end + 1 : end);
}

/** Upstream goes byte by byte and takes each for a character, so what is not ASCII comes out as the bytes of its UTF-8. */
function unescape(text: string): string {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  return bytes.replace(/\\(\\?)/g, '$1');
}
