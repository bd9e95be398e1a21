import { readFileSync, statSync } from 'node:fs';
import { fail, type Outcome, succeed } from '../../core/index.ts';
import { describeSystemError } from './walk.ts';

/** Larger than any manifest; Node cannot hold much more in one string. */
const MAX_FILE = 256_000_000;

/** Reads a file as text. What is no text, or too large to be a manifest, fails with the reason. */
export function readText(path: string, name: string): Outcome<string> {
  try {
    const { size } = statSync(path);
    if (size > MAX_FILE) {
      return fail({
        code: 'limit',
        file: name,
        message: `${Math.round(size / 1e6)} MB is more than the ${MAX_FILE / 1e6} MB read from one file`,
      });
    }
    return decodeText(readFileSync(path), name);
  } catch (error) {
    return fail({ code: 'unreadable', file: name, message: describeSystemError(error) });
  }
}

/** UTF-8, or UTF-16 with a byte order mark, as YAML 1.2 (section 5.2) allows. */
export function decodeText(bytes: Uint8Array, name: string): Outcome<string> {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8' && bytes.includes(0)) {
    return fail({ code: 'unparsable', file: name, message: 'a binary file, not YAML or JSON' });
  }
  try {
    return succeed(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return fail({ code: 'unparsable', file: name, message: 'not valid UTF-8', hint: 'save the file as UTF-8' });
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}
