import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { IgnoreFile } from '../dockerfile.ts';
import { isDockerfileName } from '../dockerfile-name.ts';

/** Comments, then FROM or ARG: what every Dockerfile starts with. */
const START = /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:FROM|ARG)[ \t]+[^\s:]/i;
const MANIFEST = /\.(?:ya?ml|json|conf|kubeconfig)$/i;

/** Whether a file is a Dockerfile: by its name, or, where the user named it, by how it starts. */
export function isDockerfile(name: string, text: string, isNamed: boolean): boolean {
  const file = name.slice(name.lastIndexOf('/') + 1);
  return isDockerfileName(file) || (isNamed && !MANIFEST.test(file) && START.test(text.slice(0, 20_000)));
}

/**
 * The ignore file of a build: `NAME.dockerignore` comes first, then `.dockerignore` at the root of the build context. Which folder that is,
 * only the build knows: the folder of the Dockerfile or one above it, up to where the user stands.
 */
export function findIgnoreFile(name: string, cwd: string): IgnoreFile {
  const text = readIfPresent(resolve(cwd, `${name}.dockerignore`)) ?? readUpwards(name, '.dockerignore', cwd);
  return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
}

/** The lock file with the digests of images: beside the Dockerfile, or in a folder above it up to where the user stands. */
export function findLockFile(name: string, cwd: string): { readonly lockFile?: string } {
  const lockFile = readUpwards(name, 'docker-lock.json', cwd);
  return lockFile === undefined ? {} : { lockFile };
}

function readUpwards(name: string, wanted: string, cwd: string): string | undefined {
  for (let folder = dirname(name); ; ) {
    const text = readIfPresent(join(resolve(cwd, folder), wanted));
    const above = dirname(folder);
    if (text !== undefined || above === folder || folder === '.' || folder.endsWith('..')) return text;
    folder = above;
  }
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
