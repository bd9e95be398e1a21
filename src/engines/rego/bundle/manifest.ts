import { compileGlob, utf8Text } from '../builtins/index.ts';
import type { LanguageVersion } from '../syntax/index.ts';
import { formatJson, isArray, parseJson, RegoObject, type Value } from '../values/index.ts';
import { BundleFault } from './bundle-fault.ts';
import { overlap } from './roots.ts';

/** What `.manifest` says. https://www.openpolicyagent.org/docs/management-bundles#bundle-file-format */
export interface Manifest {
  readonly revision: string;
  readonly roots: readonly string[];
  /** The version that a module is written in; the path begins with a slash. */
  readonly versionOf: (path: string) => LanguageVersion | undefined;
  readonly metadata: Value | undefined;
}

export const MANIFEST = '.manifest';

/** Reads the manifest of a bundle, which may have none. Throws a BundleFault. */
export function readManifest(bytes: Uint8Array | undefined): Manifest {
  if (bytes === undefined) return { revision: '', roots: [''], versionOf: () => undefined, metadata: undefined };
  const value = parseJson(utf8Text(bytes));
  if (!(value instanceof RegoObject)) return refuse('it is no JSON object');
  const revision = value.get('revision') ?? '';
  if (typeof revision !== 'string') return refuse('revision is no text');
  const wasm = value.get('wasm');
  if (isArray(wasm) && wasm.length > 0)
    throw new BundleFault('the bundle holds policies compiled to WebAssembly, which are not run here', {
      path: MANIFEST,
      hint: 'build it with: opa build --target rego',
    });
  const all = versionAt(value.get('rego_version'), 'rego_version');
  const versions = versionsOf(value.get('file_rego_versions'));
  return {
    revision,
    roots: rootsOf(value.get('roots')),
    versionOf: (path) => versions.find(({ matches }) => matches(path))?.version ?? all,
    metadata: value.get('metadata'),
  };
}

function refuse(reason: string): never {
  throw new BundleFault(`bundle load failed on manifest decode: ${reason}`, { path: MANIFEST });
}

function rootsOf(value: Value | undefined): readonly string[] {
  if (value === undefined || value === null) return [''];
  if (!isArray(value)) return refuse('roots is no list');
  const roots = value.map((root) => (typeof root === 'string' ? root.replace(/^\/+|\/+$/g, '') : refuse('a root is no text')));
  for (const [index, root] of roots.entries()) {
    const other = roots.slice(index + 1).find((one) => overlap(root, one));
    if (other !== undefined) throw new BundleFault(`manifest has overlapped roots: '${root}' and '${other}'`, { path: MANIFEST });
  }
  return roots;
}

function versionAt(value: Value | undefined, where: string): LanguageVersion | undefined {
  if (value === undefined || value === null) return undefined;
  if (value === 0) return 'v0';
  return value === 1 ? 'v1' : refuse(`${where} is ${formatJson(value)} rather than 0 or 1`);
}

function versionsOf(
  value: Value | undefined,
): readonly { readonly matches: (path: string) => boolean; readonly version: LanguageVersion }[] {
  if (value === undefined || value === null) return [];
  if (!(value instanceof RegoObject)) return refuse('file_rego_versions is no object');
  return [...value.pairs()].flatMap(([key, member]) => {
    const pattern = String(key);
    const version = versionAt(member, `file_rego_versions of ${pattern}`);
    return version === undefined ? [] : [{ matches: matcherOf(pattern), version }];
  });
}

function matcherOf(pattern: string): (path: string) => boolean {
  try {
    const compiled = compileGlob(pattern, []);
    return (path) => compiled.matcher(path).matches();
  } catch {
    return refuse(`file_rego_versions has a pattern that cannot be read: ${pattern}`);
  }
}
