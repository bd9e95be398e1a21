import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Deterministic pseudo-random numbers in [0, 1): mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Documents of real manifests, without custom resource definitions, which are too large to multiply. */
function readTemplates(folder: string): string[] {
  return globSync('**/*.yaml', { cwd: folder })
    .sort()
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/^---\s*$/m))
    .filter(
      (text) =>
        /^kind:/m.test(text) && /^ {2}name: \S+/m.test(text) && !/^kind: (?:CustomResourceDefinition|Kustomization|Component)/m.test(text),
    );
}

/**
 * `count` documents made from the manifests below `folder`, each with a name of its own, as one text. The same arguments give the same text.
 */
export function generateManifests(folder: string, count: number, seed = 1): string {
  const templates = readTemplates(folder);
  const random = seeded(seed);
  const parts: string[] = [];
  for (let index = 0; index < count; index++) {
    const template = templates[Math.floor(random() * templates.length)] ?? '';
    parts.push(
      template.replace(/^( {2}name: )(\S+)/m, (_, key: string, name: string) => `${key}${name.replace(/["']/g, '')}-${index}`).trim(),
    );
  }
  return `${parts.join('\n---\n')}\n`;
}
