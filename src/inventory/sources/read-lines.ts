import { closeSync, openSync, readSync } from 'node:fs';

/** A line without its break, with the offset after its break; `undefined` stands for one that is longer than any object. */
export interface TextLine {
  readonly text: string | undefined;
  readonly end: number;
}

/** More bytes than etcd stores for an object, many times over. */
const MAX_LINE = 64_000_000;
const CHUNK = 1_000_000;

/** The lines of a file, of which only one is held at a time. Throws what the system says. */
export function* readFileLines(path: string): Generator<TextLine> {
  const descriptor = openSync(path, 'r');
  try {
    yield* splitLines(readChunks(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

function* readChunks(descriptor: number): Generator<Uint8Array> {
  for (;;) {
    const chunk = new Uint8Array(CHUNK);
    const length = readSync(descriptor, chunk);
    if (length === 0) return;
    yield chunk.subarray(0, length);
  }
}

/** Cuts bytes into lines. What comes after the last line break is a line when it is not empty. */
export function* splitLines(chunks: Iterable<Uint8Array>): Generator<TextLine> {
  let pending: Uint8Array[] = [];
  let length = 0;
  let offset = 0;
  const take = (): string | undefined => {
    const text = length > MAX_LINE ? undefined : new TextDecoder().decode(pending.length === 1 ? pending[0] : Buffer.concat(pending));
    pending = [];
    length = 0;
    return text;
  };
  const keep = (bytes: Uint8Array): void => {
    length += bytes.length;
    if (length > MAX_LINE) pending = [];
    else if (bytes.length > 0) pending.push(bytes);
  };
  for (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, at));
      start = at + 1;
      yield { text: take(), end: offset + start };
    }
    keep(chunk.subarray(start));
    offset += chunk.length;
  }
  if (length > 0) yield { text: take(), end: offset };
}
