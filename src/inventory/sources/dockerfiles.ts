import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { IgnoreFile } from '../dockerfile.ts';

/** `Dockerfile.md` and the like speak about one. */
const OTHER_FILE =
  /\.(?:dockerignore|md|markdown|rst|txt|html?|sh|py|js|ts|go|rb|ya?ml|json|toml|lock|log|orig|rej|sw[op]|bak|diff|patch|png|svg|golden|tmp|zip|t?gz|tar)$/i;
const NAME = /^(?:(?:Dockerfile|Containerfile)(?:[.-].+)?|.+\.(?:Dockerfile|Containerfile))$/i;
/** Comments, then FROM or ARG: what every Dockerfile starts with. */
const START = /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:FROM|ARG)[ \t]+[^\s:]/i;
const MANIFEST = /\.(?:ya?ml|json|conf|kubeconfig)$/i;

export function isDockerfileName(name: string): boolean {
  return NAME.test(name) && !OTHER_FILE.test(name);
}

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
  const own = readIfPresent(resolve(cwd, `${name}.dockerignore`));
  if (own !== undefined) return { kind: 'text', text: own };
  let folder = dirname(name);
  for (;;) {
    const text = readIfPresent(join(resolve(cwd, folder), '.dockerignore'));
    if (text !== undefined) return { kind: 'text', text };
    const above = dirname(folder);
    if (above === folder || folder === '.' || folder.endsWith('..')) return { kind: 'missing' };
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
