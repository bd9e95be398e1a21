import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import createIgnore, { type Ignore } from 'ignore';

const NAMES = ['.gitignore', '.seawallignore'];

/** The ignore files on the way from the folder that was named down to one below it. */
export interface IgnoreRules {
  /** `path` is relative to the named folder, with forward slashes; folders end in a slash. */
  isIgnored(path: string): boolean;
  /** The rules for a folder below, `path` being relative to the named folder. */
  enter(path: string): IgnoreRules;
}

interface Layer {
  readonly base: string;
  readonly rules: Ignore;
}

/** Reads `.gitignore` and `.seawallignore`, with the pattern language of gitignore(5). A deeper file has the last word. */
export function readIgnoreRules(root: string): IgnoreRules {
  return rulesOf(root, layersOf(root, ''));
}

function rulesOf(root: string, layers: readonly Layer[]): IgnoreRules {
  return {
    isIgnored: (path) => {
      let ignored = false;
      for (const { base, rules } of layers) {
        const result = rules.test(base === '' ? path : path.slice(base.length + 1));
        if (result.ignored) ignored = true;
        else if (result.unignored) ignored = false;
      }
      return ignored;
    },
    enter: (path) => {
      const added = layersOf(root, path);
      return added.length === 0 ? rulesOf(root, layers) : rulesOf(root, [...layers, ...added]);
    },
  };
}

function layersOf(root: string, base: string): Layer[] {
  const layers: Layer[] = [];
  for (const name of NAMES) {
    const text = readIfPresent(join(root, base, name));
    if (text !== undefined) layers.push({ base, rules: createIgnore().add(text) });
  }
  return layers;
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
