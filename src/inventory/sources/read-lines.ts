import { createReadStream } from 'node:fs';

/** A line with its number from 1, or the number of one that is too long to be held. */
export type LineOrLimit = { readonly number: number; readonly text: string } | { readonly number: number; readonly text: undefined };

/** Longer lines are skipped, so that a file without line breaks cannot fill the memory. */
const LONGEST_LINE = 1_000_000;

/** The lines of a file, `-` for standard input, one at a time. Throws what the system says where it cannot be read. */
export async function* readLines(path: string): AsyncGenerator<LineOrLimit> {
  const stream = createReadStream(path === '-' ? '/dev/stdin' : path, { encoding: 'utf8' });
  let [rest, number, isTooLong] = ['', 0, false];
  for await (const chunk of stream as AsyncIterable<string>) {
    const parts = chunk.split('\n');
    for (const [at, part] of parts.entries()) {
      if (!isTooLong) rest += part;
      if (rest.length > LONGEST_LINE) [rest, isTooLong] = ['', true];
      if (at === parts.length - 1) break;
      number++;
      yield { number, text: isTooLong ? undefined : rest };
      [rest, isTooLong] = ['', false];
    }
  }
  if (rest !== '' || isTooLong) yield { number: number + 1, text: isTooLong ? undefined : rest };
}
