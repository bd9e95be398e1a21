import { safeText } from './safe-text.ts';

/** A string of DOT: https://graphviz.org/doc/info/lang.html; a backslash would begin an escape of labels. */
export function dotString(text: string): string {
  return `"${safeText(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

const NAMED: Readonly<Record<string, string>> = { '"': 'quot', '<': 'lt', '>': 'gt', '&': 'amp' };

/** The inside of a quoted label of Mermaid, whose escapes begin with `#`: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters */
export function mermaidLabel(text: string): string {
  return safeText(text).replaceAll(/["#<>&|`]/g, (character) => `#${NAMED[character] ?? character.charCodeAt(0)};`);
}
