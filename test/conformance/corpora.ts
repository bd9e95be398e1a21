import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformancePath } from './data.ts';

export interface CorpusFile {
  readonly name: string;
  readonly text: string;
}

/** Every YAML and JSON file of the corpora of real manifests. */
export function corpusFiles(): CorpusFile[] {
  const root = conformancePath('corpora');
  return globSync('**/*.{yaml,yml,json}', { cwd: root })
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
}
