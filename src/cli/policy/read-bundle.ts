import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, matchesGlob, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { compareText, fail, type Outcome, type Problem, succeed } from '../../core/index.ts';
import {
  type Bundle,
  type BundleFile,
  type BundleVerification,
  overlapBetween,
  RegoObject,
  readBundle,
  SIGNING_ALGORITHMS,
} from '../../engines/rego/index.ts';
import { describeSystemError, readText } from '../../inventory/sources/index.ts';
import { UsageError } from '../usage-error.ts';
import { mergeData, nestData } from './merge-data.ts';
import type { OpaOptions } from './opa/options.ts';
import { readData } from './read-data.ts';
import type { PolicySources } from './read-policies.ts';
import { ArchiveFault, readTar } from './read-tar.ts';

/** More than any bundle of policies has; a bomb unpacks to more. */
const MAX_BYTES = 256_000_000;

export interface BundleSelection {
  readonly cwd: string;
  readonly accepts: (path: string, folders: readonly string[]) => boolean;
  readonly verification?: BundleVerification;
}

/** Reads bundles, which are folders or .tar.gz files. One that is wrong in any way gives nothing but problems. */
export function readBundles(paths: readonly string[], selection: BundleSelection): PolicySources {
  const bundles: Bundle[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const bundle = readOne(path, selection);
    if (bundle.ok) bundles.push(bundle.value);
    else problems.push(...bundle.problems);
  }
  const overlap = overlapBetween(bundles);
  if (overlap !== undefined)
    problems.push({ code: 'unparsable', message: overlap, hint: 'say in the .manifest of each which roots it owns' });
  const data = new RegoObject();
  for (const { file, path, value } of bundles.flatMap((bundle) => bundle.data))
    problems.push(...mergeData(data, nestData(path, value), file));
  if (problems.length > 0) return { modules: [], data: new RegoObject(), problems };
  return { modules: bundles.flatMap(({ modules }) => modules), data, problems };
}

/** What bundles must be signed with, as the options of OPA say it; undefined where no key is given, and then signatures are not looked at. */
export function verificationOf(options: OpaOptions, cwd: string): BundleVerification | undefined {
  const given = options.text('verification-key');
  if (given === undefined) return undefined;
  const algorithm = options.text('signing-alg') ?? 'RS256';
  if (!SIGNING_ALGORITHMS.includes(algorithm))
    throw new UsageError(`--signing-alg cannot be "${algorithm}"`, { hint: `it is one of: ${SIGNING_ALGORITHMS.join(', ')}` });
  const patterns = options.list('exclude-files-verify');
  return {
    key: keyOf(given, cwd),
    keyId: options.text('verification-key-id') ?? 'default',
    algorithm,
    scope: options.text('scope') ?? '',
    isExcluded: (path) => patterns.some((pattern) => matchesGlob(path, pattern)),
  };
}

/** A file with the key, or the key itself. */
function keyOf(given: string, cwd: string): string {
  const path = resolve(cwd, given);
  if (given.includes('\n') || !statSync(path, { throwIfNoEntry: false })?.isFile()) return given;
  const text = readText(path, given);
  if (text.ok) return text.value;
  throw new UsageError(`--verification-key cannot be read: ${text.problems[0]?.message ?? given}`);
}

function readOne(path: string, { cwd, accepts, verification }: BundleSelection): Outcome<Bundle> {
  const absolute = resolve(cwd, path);
  try {
    const isFolder = statSync(absolute).isDirectory();
    const name = path.replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/+$/, '');
    const files = isFolder ? succeed(listFolder(absolute, name, accepts)) : unpack(absolute, path, accepts);
    if (!files.ok) return files;
    return readBundle(files.value, { name, readData, ...(isFolder && { folder: name }), ...(verification && { verification }) });
  } catch (error) {
    return fail({ code: 'unreadable', file: path, message: error instanceof ArchiveFault ? error.message : describeSystemError(error) });
  }
}

/** All regular files, hidden ones too, since nothing may be in a signed bundle that was not signed. Links are passed over. */
function listFolder(absolute: string, name: string, accepts: BundleSelection['accepts']): readonly BundleFile[] {
  const files: BundleFile[] = [];
  let total = 0;
  const visit = (folders: readonly string[]): void => {
    const folder = join(absolute, ...folders);
    for (const child of readdirSync(folder).sort(compareText)) {
      const path = [...folders, child].join('/');
      const stat = lstatSync(join(folder, child));
      if (!stat.isDirectory() && !stat.isFile()) continue;
      if (!accepts(`${name}/${path}`, folders)) continue;
      if (stat.isDirectory()) {
        visit([...folders, child]);
        continue;
      }
      total += stat.size;
      if (total > MAX_BYTES) throw new ArchiveFault(`the bundle holds more than the ${MAX_BYTES / 1e6} MB that are read`);
      files.push({ path, bytes: readFileSync(join(folder, child)) });
    }
  };
  visit([]);
  return files;
}

function unpack(absolute: string, path: string, accepts: BundleSelection['accepts']): Outcome<readonly BundleFile[]> {
  if (statSync(absolute).size > MAX_BYTES)
    return fail({ code: 'limit', file: path, message: `the bundle is larger than the ${MAX_BYTES / 1e6} MB that are read` });
  let archive: Uint8Array;
  try {
    archive = gunzipSync(readFileSync(absolute), { maxOutputLength: MAX_BYTES });
  } catch (error) {
    if (error instanceof RangeError)
      return fail({ code: 'limit', file: path, message: `the bundle unpacks to more than the ${MAX_BYTES / 1e6} MB that are read` });
    return fail({
      code: 'unparsable',
      file: path,
      message: 'it is no archive compressed with gzip',
      hint: 'a bundle is a folder or a .tar.gz',
    });
  }
  const files = readTar(archive);
  return succeed(files.filter(({ path: inner }) => accepts(inner, inner.split('/').slice(0, -1))));
}
