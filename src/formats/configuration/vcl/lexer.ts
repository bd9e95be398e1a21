/** Tokens as go-vcl makes them, which is not always as VCL means them: https://github.com/KeisukeYamashita/go-vcl/blob/v0.4.0/internal/lexer/lexer.go */
export interface Token {
  /** `name`, `keyword`, `number`, `percentage`, `text`, `comment`, `end`, the sign itself, or nothing. */
  readonly kind: string;
  readonly text: string;
  readonly start: number;
}

const KEYWORDS = new Set(['sub', 'call', 'true', 'false', 'if', 'else', 'return', 'table', 'import', 'acl', 'backend', 'director']);

export function readTokens(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const start = at;
    const character = source[at] ?? '';
    if (' \t\r\n'.includes(character)) {
      at++;
      continue;
    }
    if (character === '\0') break;
    const next = source[at + 1] ?? '';
    let kind = character;
    let text = character;
    at++;
    if (/[A-Za-z_.]/.test(character)) {
      while (/[A-Za-z0-9_.]/.test(source[at] ?? '')) at++;
      text = source.slice(start, at);
      kind = KEYWORDS.has(text) ? text : 'name';
    } else if (/[0-9]/.test(character)) {
      while (/[0-9]/.test(source[at] ?? '')) at++;
      const isPercentage = source[at] === '%';
      if (isPercentage) at++;
      text = source.slice(start, at);
      kind = isPercentage ? 'percentage' : 'number';
    } else if (character === '"') {
      at = textEnd(source, start);
      const content = source.slice(start + 1, at);
      // A slash makes it an address with a mask, which keeps its quote.
      kind = 'text';
      text = content.includes('/') ? `"${content}` : content;
      at++;
    } else if (character === '#' || (character === '/' && next === '/')) {
      const from = character === '#' ? start + 2 : start + 3;
      const newline = source.indexOf('\n', character === '#' ? start + 1 : start + 2);
      const end = newline < 0 ? source.length : newline;
      kind = 'comment';
      text = source.slice(Math.min(from, end), end);
      at = end + 1;
    } else if ((character === '/' && next === '*') || (character === '*' && next === '/') || (character === '=' && next === '=')) {
      kind = text = character + next;
      at++;
    } else if (character === '|' || character === '&') {
      kind = text = next === character ? character + next : '';
      if (next === character) at++;
    } else if (character === '/' || character === '*') kind = text = '';
    tokens.push({ kind, text, start });
  }
  tokens.push({ kind: 'end', text: '', start: source.length });
  return tokens;
}

/** At the quote that closes a text, or at a semicolon, where that comes first after a quote before a slash. */
function textEnd(source: string, start: number): number {
  let at = start;
  while (at < source.length && source[at] !== ';') {
    at++;
    if (source[at] === '"' && source[at + 1] !== '/') break;
  }
  return at;
}
