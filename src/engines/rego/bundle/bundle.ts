import { fail, type Outcome, type Problem, succeed } from '../../../core/index.ts';
import { utf8Text } from '../builtins/index.ts';
import { parseModule } from '../syntax/index.ts';
import { RegoObject, type Value } from '../values/index.ts';
import { BundleFault } from './bundle-fault.ts';
import { MANIFEST, type Manifest, readManifest } from './manifest.ts';
import { isWithinRoots, leadsToRoot } from './roots.ts';
import { type BundleVerification, verifyBundle } from './signature.ts';

/** A file with its path in the bundle, without a slash at the beginning. */
export interface BundleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface BundleOptions {
  /** The name of the bundle as the user gave it. */
  readonly name: string;
  /** The folder that the bundle is, where it is no archive. */
  readonly folder?: string;
  /** Without it signatures are not looked at. */
  readonly verification?: BundleVerification;
  /** One document of JSON or YAML. */
  readonly readData: (text: string, file: string) => Outcome<Value>;
}

export interface BundleData {
  readonly file: string;
  /** Where the document belongs under data. */
  readonly path: readonly string[];
  readonly value: Value;
}

export interface Bundle {
  readonly name: string;
  readonly revision: string;
  readonly roots: readonly string[];
  readonly modules: readonly { readonly name: string; readonly text: string; readonly version?: 'v0' | 'v1' }[];
  readonly data: readonly BundleData[];
}

const DATA_FILES: ReadonlySet<string> = new Set(['data.json', 'data.yaml', 'data.yml']);

/**
 * Modules and data of a bundle. One in which anything is wrong fails as a whole, so that no part of it is ever evaluated.
 * https://www.openpolicyagent.org/docs/management-bundles (OPA 1.13)
 */
export function readBundle(files: readonly BundleFile[], options: BundleOptions): Outcome<Bundle> {
  try {
    return succeed(read(files, options));
  } catch (error) {
    if (error instanceof DataFault) return fail(...error.problems);
    if (!(error instanceof BundleFault)) throw error;
    const { path, hint, message } = error;
    return fail({ code: 'unparsable', file: path === undefined ? options.name : join(options.name, path), message, ...(hint && { hint }) });
  }
}

/** Why a document in the bundle cannot be read, with its places. */
class DataFault extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('a document cannot be read');
    this.problems = problems;
  }
}

function read(files: readonly BundleFile[], options: BundleOptions): Bundle {
  const { name, folder = '', verification } = options;
  const byPath = new Map<string, Uint8Array>();
  for (const { path, bytes } of files) {
    if (byPath.has(path)) throw new BundleFault('the bundle holds two files of that name', { path });
    byPath.set(path, bytes);
  }
  const readDocument = (text: string, path: string): Value => {
    const value = options.readData(text, join(name, path));
    if (!value.ok) throw new DataFault(value.problems);
    return value.value;
  };
  if (verification) verifyBundle(files, folder, verification, readDocument);
  refuseUnknownKinds(files);
  const manifest = readManifest(byPath.get(MANIFEST));
  const modules = files
    .filter(({ path }) => path.endsWith('.rego'))
    .map(({ path, bytes }) => {
      const version = manifest.versionOf(`/${path}`);
      return { path, module: { name: join(name, path), text: utf8Text(bytes), ...(version && { version }) } };
    });
  for (const { path, module } of modules) checkPackage(module, path, manifest);
  const data = files.filter(({ path }) => DATA_FILES.has(lastOf(path))).map(({ path, bytes }) => readFile(path, bytes));
  return { name, revision: manifest.revision, roots: manifest.roots, modules: modules.map(({ module }) => module), data };

  function readFile(path: string, bytes: Uint8Array): BundleData {
    const names = path.split('/').slice(0, -1);
    const value = readDocument(utf8Text(bytes), path);
    if (names.length === 0 && !(value instanceof RegoObject)) throw new BundleFault('root value must be object', { path });
    checkData(names, value, manifest.roots, path);
    return { file: join(name, path), path: names, value };
  }
}

function join(name: string, path: string): string {
  return name === '.' || name === '' ? path : `${name.replace(/\/$/, '')}/${path}`;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function refuseUnknownKinds(files: readonly BundleFile[]): void {
  for (const { path } of files) {
    const file = lastOf(path);
    if (file === 'patch.json')
      throw new BundleFault('a delta bundle changes one that is active already, and cannot be evaluated by itself', {
        path,
        hint: 'give a snapshot bundle',
      });
    if (file === 'policy.wasm')
      throw new BundleFault('the bundle holds policies compiled to WebAssembly, which are not run here', {
        path,
        hint: 'build it with: opa build --target rego',
      });
  }
}

function checkPackage(module: Bundle['modules'][number], path: string, { roots }: Manifest): void {
  if (roots.includes('')) return;
  const parsed = parseModule(module.name, module.text, module.version ?? 'v1').module;
  // A module without a package cannot be read, which the compiler tells better.
  if (parsed.package.length === 0 || isWithinRoots(roots, parsed.package)) return;
  throw new BundleFault(`manifest roots [${roots.join(' ')}] do not permit 'package ${parsed.package.join('.')}' in module '${path}'`, {
    path,
  });
}

/** Data outside the roots belongs to other bundles. */
function checkData(path: readonly string[], value: Value, roots: readonly string[], file: string): void {
  if (isWithinRoots(roots, path)) return;
  const above = path.findIndex((_, index) => isWithinRoots(roots, path.slice(0, index)));
  if (above >= 0) return;
  if (!(value instanceof RegoObject) || !leadsToRoot(roots, path)) {
    const message = `manifest roots [${roots.join(' ')}] do not permit data at path '/${path.join('/')}' (hint: check bundle directory structure)`;
    throw new BundleFault(message, { path: file });
  }
  for (const [key, member] of value.pairs()) checkData([...path, String(key)], member, roots, file);
}
