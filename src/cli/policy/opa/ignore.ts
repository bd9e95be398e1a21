import { matchesGlob } from 'node:path';

/** Whether a file is wanted: no pattern may match its name or that of a folder it lies in below the one that was named. */
export function acceptsFile(patterns: readonly string[]): (path: string, folders: readonly string[]) => boolean {
  if (patterns.length === 0) return () => true;
  return (path, folders) => {
    const name = path.split('/').at(-1) ?? path;
    return ![...folders, name].some((part) => patterns.some((pattern) => matchesName(part, pattern)));
  };
}

/** In OPA a star matches a leading dot as well. */
function matchesName(name: string, pattern: string): boolean {
  return matchesGlob(name.replace(/^\./, '\u0000'), pattern.replace(/^\./, '\u0000'));
}
