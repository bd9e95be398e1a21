import {
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  fchmodSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { isRecord } from '../../../core/index.ts';
import { parseSnapshotHeader, parseSnapshotKind, type SnapshotHeader, type SnapshotKind } from '../../snapshot.ts';
import { readFileLines } from '../read-lines.ts';
import { describeSystemError } from '../walk.ts';
import { ConnectionError } from './connection-error.ts';

/** What a snapshot says about secrets is for its owner alone. */
const MODE = 0o600;
const { O_CREAT, O_NOFOLLOW, O_RDWR, O_TRUNC } = constants;

/** A `.partial` file, with what it says of kinds that were read before. */
export interface Resumed {
  readonly file: SnapshotFile;
  readonly header: SnapshotHeader;
  readonly kinds: readonly SnapshotKind[];
  readonly objects: number;
}

/** A snapshot while it is written: whole lines at the end of a `.partial` file, which takes the place of the real one when all is there. */
export class SnapshotFile {
  readonly path: string;
  readonly #descriptor: number;
  #size: number;
  #isOpen = true;

  private constructor(path: string, descriptor: number, size: number) {
    this.path = path;
    this.#descriptor = descriptor;
    this.#size = size;
  }

  /** Throws a ConnectionError when the file cannot be written. */
  static create(path: string): SnapshotFile {
    return new SnapshotFile(path, openPrivately(path, O_TRUNC), 0);
  }

  /** Opens what an earlier run left, cut after its last whole kind. Throws a ConnectionError when there is none, or it is no such file. */
  static resume(path: string): Resumed {
    const kinds = new Map<string, SnapshotKind>();
    let header: SnapshotHeader | undefined;
    let size = 0;
    let objects = 0;
    let pending = 0;
    try {
      const total = statSync(path).size;
      for (const { text, end } of readFileLines(path)) {
        const value = text === undefined ? undefined : parse(text);
        if (header === undefined) {
          const parsed = parseSnapshotHeader(value);
          if (typeof parsed === 'string') throw new ConnectionError(`cannot go on with ${path}: ${parsed}`);
          header = parsed;
          size = end;
          continue;
        }
        if (!isRecord(value) || end > total) break;
        const mark = parseSnapshotKind(value);
        if (!mark) {
          pending++;
          continue;
        }
        kinds.set(`${mark.group}/${mark.resource}`, mark);
        objects += pending;
        pending = 0;
        size = end;
      }
    } catch (error) {
      if (error instanceof ConnectionError) throw error;
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      throw new ConnectionError(
        isMissing ? `there is nothing to go on with: ${path} does not exist` : `cannot read ${path}: ${describeSystemError(error)}`,
        isMissing ? 'without --resume a snapshot is begun anew' : undefined,
      );
    }
    if (header === undefined)
      throw new ConnectionError(`cannot go on with ${path}: it is empty`, 'without --resume a snapshot is begun anew');
    const file = new SnapshotFile(path, openPrivately(path, 0), size);
    file.rewind(size);
    return { file, header, kinds: [...kinds.values()], objects };
  }

  get size(): number {
    return this.#size;
  }

  /** Adds whole lines at once, so that an interrupted process leaves no half of one. */
  append(text: string): void {
    if (!this.#isOpen) return;
    const bytes = Buffer.from(text);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at, bytes.length - at, this.#size + at);
    } catch (error) {
      throw new ConnectionError(`cannot write ${this.path}: ${describeSystemError(error)}`);
    }
    this.#size += bytes.length;
  }

  /** Takes back what was added after it had this size. */
  rewind(size: number): void {
    ftruncateSync(this.#descriptor, size);
    this.#size = size;
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#descriptor);
  }

  /** Takes it away: nothing could go on with it. */
  discard(): void {
    this.close();
    rmSync(this.path, { force: true });
  }

  /** Puts it in the place of the real file, compressed where that ends in `.gz`, or sends it down a stream. Returns the bytes that were written. */
  async finish(target: string | NodeJS.WritableStream): Promise<number> {
    try {
      fsyncSync(this.#descriptor);
      this.close();
      if (typeof target !== 'string') {
        await pipeline(createReadStream(this.path), target, { end: false });
        rmSync(this.path);
      } else if (target.endsWith('.gz')) {
        const temporary = `${this.path}.gz`;
        closeSync(openPrivately(temporary, O_TRUNC));
        await pipeline(createReadStream(this.path), createGzip(), createWriteStream(temporary, { mode: MODE, flags: 'w' }));
        renameSync(temporary, target);
        rmSync(this.path);
      } else renameSync(this.path, target);
      return typeof target === 'string' ? statSync(target).size : this.#size;
    } catch (error) {
      throw new ConnectionError(`cannot write the snapshot: ${describeSystemError(error)}`, `everything that was read is in ${this.path}`);
    }
  }
}

function openPrivately(path: string, flags: number): number {
  try {
    const descriptor = openSync(path, O_RDWR | O_CREAT | (O_NOFOLLOW ?? 0) | flags, MODE);
    fchmodSync(descriptor, MODE);
    return descriptor;
  } catch (error) {
    throw new ConnectionError(`cannot write ${path}: ${describeSystemError(error)}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
