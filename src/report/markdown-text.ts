import { safeText } from './safe-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Our own text, which may be broken into lines. */
export function escapeProse(text: string): string {
  return escapeMarks(text.replace(/\s+/g, ' '));
}

/** Characters that Markdown or HTML would take for theirs. */
function escapeMarks(text: string): string {
  return safeText(text).replace(/[\\`*_{}[\]<>#|~&]/g, (character) => ENTITIES[character] ?? `\\${character}`);
}

/** Text from what was scanned, which must neither call people nor place links: an invisible space takes their meaning away. */
export function escapeForeign(text: string): string {
  return escapeMarks(text)
    .replace(/(?<!\w)@(?=\w)/g, '@\u200b')
    .replace(/:(?=\/\/)/g, ':\u200b')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}\u200b.`);
}

/** Inline code, with a fence longer than any run of backticks in the text. */
export function code(text: string): string {
  const safe = safeText(text);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${safe} ${fence}` : `${fence}${safe}${fence}`;
}
