import { closeSync, createReadStream, globSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { compareText, type Problem } from '../../core/index.ts';
import { type EventSink, splitEvents } from '../../formats/index.ts';
import { describeSystemError } from './walk.ts';

/** Names that audit logs have when they rotate: `audit.log`, `audit-2026-10-01T00-00-00.000.log`, `audit.log.1`, each perhaps with `.gz`. */
const LOG_NAME = /\.(?:log|jsonl?|ndjson)(?:[.-][\w-]+)*$/i;
const CHUNK = 1 << 20;

export interface AuditFiles {
  readonly names: readonly string[];
  readonly problems: readonly Problem[];
}

/** The files that paths lead to: a file itself, of a folder what is named like a log, of a pattern what it matches; `-` is standard input. */
export function findAuditLogs(paths: readonly string[], cwd: string): AuditFiles {
  const names = new Map<string, string>();
  const problems: Problem[] = [];
  const add = (name: string): void => {
    const key = name === '-' ? '-' : realpathSync(resolve(cwd, name));
    if (!names.has(key)) names.set(key, name);
  };
  for (const path of paths) {
    try {
      if (path === '-') add('-');
      else if (/[*?[{]/.test(path) && !exists(resolve(cwd, path))) {
        const found = globSync(path, { cwd }).sort(compareText);
        if (found.length === 0) problems.push({ code: 'unreadable', file: path, message: 'no file matches this pattern' });
        for (const name of found) add(name.replaceAll('\\', '/'));
      } else if (statSync(resolve(cwd, path)).isDirectory()) {
        const found = readdirSync(resolve(cwd, path), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && LOG_NAME.test(entry.name))
          .map((entry) => join(path, entry.parentPath.slice(resolve(cwd, path).length), entry.name).replaceAll('\\', '/'))
          .sort(compareText);
        if (found.length === 0)
          problems.push({ code: 'unreadable', file: path, message: 'no file in this folder is named like a log', hint: 'name the files' });
        for (const name of found) add(name);
      } else add(path);
    } catch (error) {
      problems.push({ code: 'unreadable', file: path, message: describeSystemError(error) });
    }
  }
  return { names: [...names.values()], problems };
}

function exists(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives every event of one file to the sink, in order; gzip is told by its first bytes. What is wrong with the file as a whole comes back:
 * what was read until then has been given all the same.
 */
export async function readAuditLog(name: string, cwd: string, sink: EventSink): Promise<Problem | undefined> {
  const splitter = splitEvents(sink);
  try {
    if (name === '-') await drain(process.stdin, splitter.feed);
    else {
      const path = resolve(cwd, name);
      const isGzip = isGzipStart(path);
      if (isGzip) await drain(createReadStream(path, { highWaterMark: CHUNK }), splitter.feed);
      else readPlain(path, splitter.feed);
    }
    splitter.end();
    return undefined;
  } catch (error) {
    splitter.end();
    if (error instanceof TruncatedError) {
      return {
        code: 'not-evaluated',
        file: name,
        message: `${error.message}: the events up to there count`,
        hint: 'it may have been copied while it was written; read it again when it is complete',
      };
    }
    return { code: 'unreadable', file: name, message: describeSystemError(error) };
  }
}

class TruncatedError extends Error {}

function isGzipStart(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(2);
    return readSync(file, bytes, 0, 2, 0) === 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
  } finally {
    closeSync(file);
  }
}

/** Reading in turn with the work is faster than a stream, and needs one buffer. */
function readPlain(path: string, feed: (chunk: Uint8Array) => void): void {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(CHUNK);
    for (let length = readSync(file, bytes); length > 0; length = readSync(file, bytes)) feed(bytes.subarray(0, length));
  } finally {
    closeSync(file);
  }
}

/** Feeds a stream, unpacked where it is packed. What comes out of an archive before it breaks is fed before the error is thrown. */
async function drain(source: Readable, feed: (chunk: Uint8Array) => void): Promise<void> {
  await new Promise<void>((done, fail) => {
    const gunzip = createGunzip({ chunkSize: CHUNK, finishFlush: constants.Z_FINISH });
    let isGzip: boolean | undefined;
    let isFed = true;
    const guard = (chunk: Uint8Array): void => {
      try {
        if (isFed) feed(chunk);
      } catch (error) {
        isFed = false;
        source.destroy();
        fail(error);
      }
    };
    gunzip.on('data', guard);
    gunzip.on('end', done);
    gunzip.on('error', (error: NodeJS.ErrnoException) => {
      source.destroy();
      const isCut = error.code === 'Z_BUF_ERROR';
      fail(new TruncatedError(isCut ? 'the archive is cut off' : 'the archive is damaged'));
    });
    source.on('data', (chunk: Buffer) => {
      isGzip ??= chunk[0] === 0x1f && chunk[1] === 0x8b;
      if (!isGzip) guard(chunk);
      else if (!gunzip.write(chunk)) {
        source.pause();
        gunzip.once('drain', () => source.resume());
      }
    });
    source.on('end', () => (isGzip === true ? gunzip.end() : done()));
    source.on('error', fail);
  });
}
