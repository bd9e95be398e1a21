// Control characters of C0 and C1, line and paragraph separators, and the marks that change the direction of text (Unicode UAX #9).
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g;

/**
 * Names and messages come from files that anyone may have written. Control characters, which could move the cursor or forge a line,
 * become visible escapes; so do the direction marks that make text read differently from what it is.
 */
export function safeText(text: string): string {
  return text.toWellFormed().replace(UNSAFE, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\t') return ' ';
    return escapeOf(character);
  });
}

/** The same for a text whose line breaks are wanted. */
export function safeLines(text: string): string {
  return text.split('\n').map(safeText).join('\n');
}

/** JSON whose strings are as harmless to look at as `safeText`; programs read the same values back. */
export function safeJson(value: unknown, indent: number = 2): string {
  return `${safeJsonText(JSON.stringify(value, undefined, indent))}\n`;
}

/** The same for a text that is JSON already. */
export function safeJsonText(json: string): string {
  return json.replace(UNSAFE, (character) => (character === '\n' ? character : escapeOf(character)));
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
