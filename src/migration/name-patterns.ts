/** Of names: characters that stand for themselves in a regular expression, the dot included (see below). */
const LITERAL = /^[A-Za-z0-9_:.@-]$/;
const MAX_PATTERNS = 64;

/**
 * The patterns of an exception, where `*` stands for any text, that cover the names which a regular expression over whole names covers;
 * `undefined` where patterns cannot say it. Understood are literals, `.*`, and alternatives. A dot alone is taken for a dot, and
 * `a|b` for a choice between two whole names, as their authors mean them: both cover less than the expression does, never more.
 */
export function namePatterns(expression: string): readonly string[] | undefined {
  const reader = new Reader(expression.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''));
  const patterns = reader.alternatives();
  return patterns && reader.isAtEnd() && patterns.every((pattern) => pattern !== '') ? patterns : undefined;
}

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  alternatives(): readonly string[] | undefined {
    const all: string[] = [];
    do {
      const patterns = this.#sequence();
      if (!patterns) return undefined;
      all.push(...patterns);
    } while (this.#accept('|'));
    return all.length > MAX_PATTERNS ? undefined : [...new Set(all)];
  }

  #sequence(): readonly string[] | undefined {
    let patterns: readonly string[] = [''];
    while (!this.isAtEnd() && !'|)'.includes(this.#text[this.#at] ?? '')) {
      const next = this.#part(patterns);
      if (!next || patterns.length * next.length > MAX_PATTERNS) return undefined;
      patterns = patterns.flatMap((start) => next.map((end) => start + end));
    }
    return patterns.map((pattern) => pattern.replace(/\*+/g, '*'));
  }

  #part(before: readonly string[]): readonly string[] | undefined {
    if (this.#accept('(?:') || this.#accept('(')) {
      this.#depth++;
      const inner = this.alternatives();
      this.#depth--;
      return inner && this.#accept(')') && !this.#isRepeated() ? inner : undefined;
    }
    if (this.#accept('.*')) return this.#isRepeated() ? undefined : ['*'];
    // No name is empty or ends in a hyphen or a dot, so there at least one character follows anyway.
    if (this.#accept('.+')) return this.#isLast() && before.every((text) => text === '' || /[-.]$/.test(text)) ? ['*'] : undefined;
    const isEscaped = this.#accept('\\');
    const character = this.#text[this.#at] ?? '';
    if (!LITERAL.test(character) || (isEscaped && /[A-Za-z0-9]/.test(character))) return undefined;
    this.#at++;
    return this.#isRepeated() ? undefined : [character];
  }

  /** Whether nothing follows, in this choice between whole names. */
  #isLast(): boolean {
    return this.isAtEnd() || (this.#depth === 0 && this.#text[this.#at] === '|');
  }

  #isRepeated(): boolean {
    return '*+?{'.includes(this.#text[this.#at] ?? ' ');
  }

  #accept(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }
}
