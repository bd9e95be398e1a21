import { isRecord } from '../core/index.ts';

const DIGEST = /^(?:sha256:)?([0-9a-f]{64})$/;

/**
 * The digests of images that a `docker-lock.json` holds, by `name:tag`; empty for a text that is none. Where two places of the file disagree
 * about an image, neither counts. https://github.com/safe-waters/docker-lock
 */
export function readLockFile(text: string | undefined): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  const disputed = new Set<string>();
  for (const image of imagesIn(parse(text))) {
    const { name, tag, digest } = image;
    const hex = typeof digest === 'string' ? DIGEST.exec(digest)?.[1] : undefined;
    if (typeof name !== 'string' || typeof tag !== 'string' || hex === undefined) continue;
    const key = `${name}:${tag === '' ? 'latest' : tag}`;
    const value = `sha256:${hex}`;
    if ((digests.get(key) ?? value) !== value) disputed.add(key);
    digests.set(key, value);
  }
  for (const key of disputed) digests.delete(key);
  return digests;
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Images stand in lists by file, and those by the kind of file. */
function imagesIn(lock: unknown): Readonly<Record<string, unknown>>[] {
  const files = isRecord(lock) ? Object.values(lock).filter(isRecord) : [];
  return files
    .flatMap((byFile) => Object.values(byFile))
    .flatMap((images): readonly unknown[] => (Array.isArray(images) ? images : []))
    .filter(isRecord);
}
