import { type Reading, SyntaxFault } from './configuration.ts';
import { trim } from './go/space.ts';

interface Owner {
  readonly type: 'email' | 'team' | 'username';
  readonly value: string;
}

interface Rule {
  readonly pattern: string;
  readonly owners: readonly Owner[];
  readonly comment: string;
  readonly lineNumber: number;
}

/** GitHub's CODEOWNERS. https://github.com/hmarr/codeowners/blob/v1.2.1/parse.go */
export function readCodeowners(text: string): Reading {
  const rules: Rule[] = [];
  let start = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = trim(raw);
    if (line !== '' && !line.startsWith('#')) rules.push(readRule(line, index + 1, start + raw.indexOf(line)));
    start += raw.length + 1;
  }
  return { documents: [{ rules: rules.length === 0 ? null : rules }] };
}

const OWNERS: readonly (readonly [Owner['type'], RegExp])[] = [
  ['email', /^([A-Z0-9a-z._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,6})$/],
  ['team', /^@([a-zA-Z0-9-]+\/[a-zA-Z0-9_-]+)$/],
  ['username', /^@([a-zA-Z0-9_-]+)$/],
];

const BLANK = /[ \t\n]/;

function readRule(line: string, lineNumber: number, start: number): Rule {
  const hash = line.indexOf('#');
  const content = hash < 0 ? line : line.slice(0, hash);
  const comment = hash < 0 ? '' : trim(line.slice(hash + 1));
  let isEscaped = false;
  let end = 0;
  for (; end < content.length; end++) {
    const character = content[end] ?? '';
    if (BLANK.test(character) && !isEscaped) break;
    if (!/[*?./@_+\\()a-zA-Z0-9-]/.test(character) && !BLANK.test(character)) throw unexpected(content, end, start, 'a pattern');
    isEscaped = character === '\\';
  }
  const pattern = content.slice(0, end);
  if (pattern.includes('***')) throw new SyntaxFault('a pattern cannot have three asterisks in a row', start);
  return { pattern, owners: readOwners(content, end, start), comment, lineNumber };
}

function readOwners(content: string, from: number, start: number): Owner[] {
  const owners: Owner[] = [];
  for (let at = from; at < content.length; ) {
    if (BLANK.test(content[at] ?? '')) {
      at++;
      continue;
    }
    let end = at;
    for (; end < content.length && !BLANK.test(content[end] ?? ''); end++) {
      if (!/[.@/_%+a-zA-Z0-9-]/.test(content[end] ?? '')) throw unexpected(content, end, start, 'an owner');
    }
    const word = content.slice(at, end);
    const known = OWNERS.flatMap(([type, form]) => (form.test(word) ? [{ type, value: form.exec(word)?.[1] ?? '' }] : []))[0];
    if (!known)
      throw new SyntaxFault(`${JSON.stringify(word)} is no owner`, start + at, {
        hint: 'owners are @user, @organisation/team or an email address',
      });
    owners.push(known);
    at = end;
  }
  return owners;
}

function unexpected(content: string, at: number, start: number, where: string): SyntaxFault {
  return new SyntaxFault(`${JSON.stringify(String.fromCodePoint(content.codePointAt(at) ?? 0))} cannot stand in ${where}`, start + at);
}
