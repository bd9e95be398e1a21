import { isLikelyCredential } from './likely-value.ts';
import { strengthOfName } from './secret-name.ts';

const KEYWORDS = /pass|pwd|secret|token|[-_.]?key/gi;

/** What may stand between a name and its value: `: `, `=`, `":"`, ` => `, `>` of XML, and the blank after a long option. */
const SEPARATOR = /["']?[ \t]{0,8}(?:=>|:=|=|:|>)[ \t]{0,8}/y;
const BLANK = /[ \t]{1,8}/y;
const QUOTED = /"((?:[^"\\\n]|\\.){0,512})"|'([^'\n]{0,512})'/y;
const BARE = /[^\s"'`<>,;&|}]{1,512}/y;
/** Further words on the line of a YAML value: it is a sentence. */
const MORE_WORDS = /[ \t]{1,8}[^\s#]/y;

export interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly start: number;
}

/** Settings in a text of any syntax (`name: value`, `name=value`, `--name value`, `"name": "value"`) whose value is likely a credential. */
export function* findNamedValues(text: string): Generator<NamedValue> {
  let after = 0;
  for (const { index } of text.matchAll(KEYWORDS)) {
    if (index < after) continue;
    const name = nameAround(text, index);
    after = name.end;
    const found = valueAfter(text, name.start, name.end);
    if (!found) continue;
    const strength = strengthOfName(name.text);
    if (strength && isLikelyCredential(found.value, strength)) yield { name: name.text, ...found };
  }
}

const NAME_LIMIT = 80;

function nameAround(text: string, index: number): { text: string; start: number; end: number } {
  let start = index;
  while (start > 0 && index - start < NAME_LIMIT && isNameCharacter(text.charCodeAt(start - 1))) start--;
  let end = index;
  while (end < text.length && end - index < NAME_LIMIT && isNameCharacter(text.charCodeAt(end))) end++;
  return { text: text.slice(start, end), start, end };
}

/** Letters, digits, `_`, `-` and `.`. */
function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 45 || code === 46
  );
}

function valueAfter(text: string, nameStart: number, nameEnd: number): { value: string; start: number } | undefined {
  let at = matchEnd(SEPARATOR, text, nameEnd);
  if (at === undefined && text.startsWith('--', nameStart)) at = matchEnd(BLANK, text, nameEnd);
  if (at === undefined) return undefined;
  QUOTED.lastIndex = at;
  const quoted = QUOTED.exec(text);
  if (quoted) return { value: quoted[1] ?? quoted[2] ?? '', start: at + 1 };
  BARE.lastIndex = at;
  const bare = BARE.exec(text)?.[0];
  if (bare === undefined) return undefined;
  const end = at + bare.length;
  const isSentence = text.slice(nameEnd, at).includes(':') && matchEnd(MORE_WORDS, text, end) !== undefined;
  // `f(password=password)` passes a variable on.
  const isPassedOn = bare === text.slice(nameStart, nameEnd) && /[,)]/.test(text.charAt(end));
  return isSentence || isPassedOn ? undefined : { value: bare, start: at };
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ? pattern.lastIndex : undefined;
}
