import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import type { Problem } from '../../core/index.ts';
import type { InputText } from '../inventory.ts';
import type { SnapshotLine } from '../read-snapshot.ts';
import { SNAPSHOT_START } from '../snapshot.ts';
import { readFileLines, splitLines, type TextLine } from './read-lines.ts';
import { describeSystemError } from './walk.ts';

/** What a compressed snapshot may become; it is decompressed whole. */
const MAX_DECOMPRESSED = 1_000_000_000;
const PEEK = 4096;

/** A snapshot of a cluster, recognized by its content, as an input; `undefined` for any other file, and for one that cannot be opened. */
export function snapshotFile(path: string, name: string): InputText | undefined {
  let head: Uint8Array;
  try {
    const descriptor = openSync(path, 'r');
    try {
      const buffer = new Uint8Array(PEEK);
      head = buffer.subarray(0, readSync(descriptor, buffer));
    } finally {
      closeSync(descriptor);
    }
    if (!isSnapshot(head)) return undefined;
    const isCompressed = isGzip(head);
    const { size: bytes } = statSync(path);
    const read = isCompressed ? (): Iterable<TextLine | Problem> => decompress(readFileSync(path)) : () => readFileLines(path);
    return { name, text: '', snapshot: { bytes: isCompressed ? bytes * 8 : bytes, lines: () => guarded(name, read) } };
  } catch {
    return undefined;
  }
}

/** A snapshot that came through standard input. */
export function snapshotOfBytes(bytes: Uint8Array, name: string): InputText | undefined {
  if (!isSnapshot(bytes.subarray(0, PEEK))) return undefined;
  const read = (): Iterable<TextLine | Problem> => (isGzip(bytes) ? decompress(bytes) : splitLines([bytes]));
  return { name, text: '', snapshot: { bytes: bytes.length, lines: () => guarded(name, read) } };
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function isSnapshot(head: Uint8Array): boolean {
  if (!isGzip(head)) return startsLikeOne(head);
  try {
    // A beginning decompresses to a beginning when the end is not asked for.
    return startsLikeOne(gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 10_000_000 }));
  } catch {
    return false;
  }
}

function startsLikeOne(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, SNAPSHOT_START.length)) === SNAPSHOT_START;
}

/** Of a file that was cut off, what came before the cut; its missing last line then says so. */
function* decompress(bytes: Uint8Array): Generator<TextLine | Problem> {
  let text: Uint8Array;
  try {
    text = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_DECOMPRESSED });
  } catch (error) {
    const isLimit = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    yield isLimit
      ? {
          code: 'limit',
          message: `a compressed snapshot of more than ${MAX_DECOMPRESSED / 1e6} MB`,
          hint: 'decompress it first: gunzip FILE',
        }
      : { code: 'unparsable', message: `the compressed data is damaged: ${describeSystemError(error)}` };
    return;
  }
  yield* splitLines([text]);
}

/** Turns what the system says while lines are read into a problem. */
function* guarded(name: string, read: () => Iterable<TextLine | Problem>): Generator<SnapshotLine> {
  try {
    for (const line of read()) {
      if ('code' in line) yield line;
      else yield line.text ?? { code: 'limit', message: 'a line longer than any object is' };
    }
  } catch (error) {
    yield { code: 'unreadable', file: name, message: describeSystemError(error) };
  }
}
