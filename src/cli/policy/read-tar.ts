import type { BundleFile } from '../../engines/rego/index.ts';

/** Why an archive cannot be read. */
export class ArchiveFault extends Error {}

const BLOCK = 512;
const MAX_FILES = 50_000;
const DECODER = new TextDecoder('utf-8', { fatal: true });

/**
 * The regular files of a tar archive: ustar with the headers of pax and those of GNU for long names. Links and devices are passed over, as OPA does;
 * a name that leads out of the archive is refused. Throws an ArchiveFault. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 */
export function readTar(archive: Uint8Array): readonly BundleFile[] {
  const files: BundleFile[] = [];
  let extended: ReadonlyMap<string, string> = new Map();
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return files;
    checkSum(header, at);
    const kind = String.fromCharCode(header[156] ?? 0);
    const size = sizeOf(extended.get('size'), header, at);
    const start = at + BLOCK;
    if (start + size > archive.length) throw new ArchiveFault(`the archive ends within a file of ${size} bytes at byte ${at}`);
    const bytes = archive.subarray(start, start + size);
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    if (kind === 'x') {
      extended = readRecords(bytes);
      continue;
    }
    if (kind === 'L') {
      longName = textOf(bytes);
      continue;
    }
    if (kind === '0' || kind === '\0' || kind === '7') {
      const name = extended.get('path') ?? longName ?? nameOf(header);
      if (!name.endsWith('/')) files.push({ path: safePath(name), bytes });
      if (files.length > MAX_FILES) throw new ArchiveFault(`the archive holds more than ${MAX_FILES} files`);
    }
    if (kind !== 'g' && kind !== 'K') {
      extended = new Map();
      longName = undefined;
    }
  }
  return files;
}

/** The path below the root of the archive, which OPA writes with a slash in front. */
function safePath(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..') || name.includes('\0')) throw new ArchiveFault(`a file is called ${JSON.stringify(name)}`);
  return parts.join('/');
}

function checkSum(header: Uint8Array, at: number): void {
  let sum = 0;
  for (let index = 0; index < BLOCK; index++) sum += index >= 148 && index < 156 ? 32 : (header[index] ?? 0);
  if (octal(header.subarray(148, 156)) !== sum)
    throw new ArchiveFault(`it is no tar archive, or damaged: the header at byte ${at} has a wrong checksum`);
}

function sizeOf(given: string | undefined, header: Uint8Array, at: number): number {
  const size = given === undefined ? numberOf(header.subarray(124, 136)) : Number(/^\d+$/.test(given) ? given : Number.NaN);
  if (!Number.isSafeInteger(size) || size < 0) throw new ArchiveFault(`the header at byte ${at} has no valid size`);
  return size;
}

/** Octal digits, or a binary number where the first bit is set, as GNU writes large ones. */
function numberOf(field: Uint8Array): number {
  if (((field[0] ?? 0) & 0x80) === 0) return octal(field);
  return field.reduce((sum, byte, index) => sum * 256 + (index === 0 ? byte & 0x7f : byte), 0);
}

function octal(field: Uint8Array): number {
  const text = textOf(field).trim();
  if (text === '') return 0;
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}

function nameOf(header: Uint8Array): string {
  const name = textOf(header.subarray(0, 100));
  const isUstar = String.fromCharCode(...header.subarray(257, 263)) === 'ustar\0';
  const prefix = isUstar ? textOf(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function textOf(field: Uint8Array): string {
  const end = field.indexOf(0);
  try {
    return DECODER.decode(end < 0 ? field : field.subarray(0, end));
  } catch {
    throw new ArchiveFault('a name in the archive is not valid UTF-8');
  }
}

/** The records `LENGTH NAME=VALUE` of a pax header, each ended by a line feed. */
function readRecords(bytes: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const digits = space < 0 ? '' : textOf(bytes.subarray(at, space));
    const length = Number(digits);
    if (!/^\d{1,9}$/.test(digits) || length <= space - at + 1 || at + length > bytes.length || bytes[at + length - 1] !== 10)
      throw new ArchiveFault('an extended header of the archive cannot be read');
    const [name = '', ...value] = DECODER.decode(bytes.subarray(space + 1, at + length - 1)).split('=');
    records.set(name, value.join('='));
    at += length;
  }
  return records;
}
