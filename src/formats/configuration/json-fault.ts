export interface JsonFault {
  readonly message: string;
  readonly offset: number;
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

/** The first mistake in what JSON.parse refused, since its messages do not always say where. https://www.rfc-editor.org/rfc/rfc8259 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let at = skip(text, 0);
  /** Whether a value must come, a closing bracket may come instead, or only a comma or closing bracket. */
  let expects: 'value' | 'value or ]' | 'name' | 'name or }' | 'end' = 'value';
  for (;;) {
    const character = text[at];
    if (expects === 'end') {
      const within = open.at(-1);
      if (within === undefined) return character === undefined ? undefined : unexpected(text, at, 'after the end of the value');
      const closer = within === '{' ? '}' : ']';
      if (character === ',') expects = within === '{' ? 'name' : 'value';
      else if (character === closer) open.pop();
      else return unexpected(text, at, `where a comma or ${closer} must stand`);
      at = skip(text, at + 1);
      continue;
    }
    if ((expects === 'value or ]' && character === ']') || (expects === 'name or }' && character === '}')) {
      open.pop();
      expects = 'end';
      at = skip(text, at + 1);
      continue;
    }
    if (expects === 'name' || expects === 'name or }') {
      if (character !== '"') return unexpected(text, at, 'where a name in double quotes must stand');
      const name = textEnd(text, at);
      if (typeof name !== 'number') return name;
      at = skip(text, name);
      if (text[at] !== ':') return unexpected(text, at, 'where a colon must stand');
      at = skip(text, at + 1);
      expects = 'value';
      continue;
    }
    if (character === '{' || character === '[') {
      open.push(character);
      expects = character === '{' ? 'name or }' : 'value or ]';
      at = skip(text, at + 1);
      continue;
    }
    const end = character === '"' ? textEnd(text, at) : (endOf(NUMBER, text, at) ?? endOf(WORD, text, at));
    if (end === undefined) return unexpected(text, at, 'where a value must stand');
    if (typeof end !== 'number') return end;
    at = skip(text, end);
    expects = 'end';
  }
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function skip(text: string, at: number): number {
  return endOf(SPACE, text, at) ?? at;
}

function textEnd(text: string, start: number): number | JsonFault {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '"') return at + 1;
    if (character < ' ') return { message: 'a control character stands in a text, where it must be escaped', offset: at };
    if (character !== '\\') continue;
    at++;
    const isGood = text[at] === 'u' ? /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5)) : '"\\/bfnrt'.includes(text[at] ?? ' ');
    if (!isGood) return { message: 'a backslash starts no escape that JSON knows', offset: at - 1 };
  }
  return { message: 'a text is never closed', offset: start };
}

function unexpected(text: string, at: number, where: string): JsonFault {
  const character = text.codePointAt(at);
  return {
    message: character === undefined ? `the text ends ${where}` : `${JSON.stringify(String.fromCodePoint(character))} ${where}`,
    offset: at,
  };
}
