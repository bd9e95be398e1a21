import { LIBRARY_TEXTS } from './policy-texts.ts';

/** The one library that is made anew for each export: where the object and the parameters come from. */
export const SOURCE_LIBRARY = 'source';

/** The libraries that a module needs, with those that they need themselves, in the order of their names. */
export function librariesOf(text: string): readonly string[] {
  const found = new Set<string>();
  const waiting = [text];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [, name = ''] of next.matchAll(/^import data\.lib\.seawall\.(\w+)$/gm)) {
      if (found.has(name)) continue;
      found.add(name);
      if (name !== SOURCE_LIBRARY) waiting.push(libraryText(name));
    }
  }
  return [...found].sort();
}

export function libraryText(name: string): string {
  const text = LIBRARY_TEXTS[name];
  if (text === undefined) throw new Error(`there is no library ${name}`);
  return text;
}
