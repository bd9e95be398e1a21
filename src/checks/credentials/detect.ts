import { isFillIn } from './fill-in.ts';
import { isLikelyCredential } from './likely-value.ts';
import { maskSecret } from './mask.ts';
import { findNamedValues } from './named-values.ts';
import { strengthOfName } from './secret-name.ts';
import { TOKEN_SHAPES, type TokenShape } from './token-shapes.ts';
import { findUrlPasswords } from './url-passwords.ts';

/** A credential in a text, without its text. */
export interface Credential {
  readonly kind: string;
  /** What it is, with its article: "a GitHub token". */
  readonly label: string;
  /** Its first characters and its length. */
  readonly masked: string;
  /** Where it starts in the text, in UTF-16 code units from 0. */
  readonly start: number;
  /** Where it ends, exclusively. */
  readonly end: number;
}

/** Twice what a ConfigMap may hold; what comes after it is not looked at. */
const MAX_LENGTH = 2 * 1024 * 1024;
/** More than these are not told from each other; a text with so many is a leak as a whole. */
const MAX_FOUND = 200;

/**
 * The credentials in a text, in the order in which they stand there. `name` is what the text as a whole is called (an environment variable,
 * a key of a map); where it promises a credential, the text itself may be one. Linear in the length of the text.
 */
export function detectCredentials(text: string, name?: string): readonly Credential[] {
  const bounded = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  const found: Credential[] = [];
  const add = ([kind, label]: KindAndLabel, secret: string, start: number): void => {
    const end = start + secret.length;
    if (found.length >= MAX_FOUND) return;
    if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, label, masked: maskSecret(secret), start, end });
  };
  for (const shape of TOKEN_SHAPES)
    for (const [token, start] of findTokens(bounded, shape)) add(describe(shape, token, bounded), token, start);
  for (const { isDatabase, password, start } of findUrlPasswords(bounded)) add(isDatabase ? DATABASE : ADDRESS, password, start);
  const trimmed = bounded.trim();
  const strength = name === undefined ? undefined : strengthOfName(name);
  if (name !== undefined && strength && found.length === 0 && isLikelyCredential(trimmed, strength)) {
    add(describeNamed(name, trimmed), trimmed, bounded.indexOf(trimmed));
  }
  for (const named of findNamedValues(bounded)) add(describeNamed(named.name, named.value), named.value, named.start);
  return found.sort((a, b) => a.start - b.start);
}

type KindAndLabel = readonly [kind: string, label: string];

const DATABASE: KindAndLabel = ['database-url', 'a database address with a password'];
const ADDRESS: KindAndLabel = ['url-password', 'an address with a password'];

/** `ghp_xxxxxxxxxxxx`: a picture of a token. Keys in PEM do hold such runs. */
const REPEATED = /(.)\1{7}/;

function* findTokens(text: string, { keywords, before = 0, pattern }: TokenShape): Generator<[string, number]> {
  for (const keyword of keywords) {
    for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + keyword.length)) {
      const start = at - before;
      if (start < 0 || continuesWord(text, start)) continue;
      pattern.lastIndex = start;
      const token = pattern.exec(text)?.[0];
      if (token === undefined || isWordCharacter(text.charCodeAt(start + token.length))) continue;
      if (!isFillIn(token) && !(token.length < 300 && !token.startsWith('-----') && REPEATED.test(token))) yield [token, start];
    }
  }
}

function continuesWord(text: string, start: number): boolean {
  return start > 0 && isWordCharacter(text.charCodeAt(start)) && isWordCharacter(text.charCodeAt(start - 1));
}

function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function describe(shape: TokenShape, token: string, text: string): KindAndLabel {
  const isGoogle = shape.kind === 'private-key' && token.includes('\\n') && text.includes('"service_account"');
  return isGoogle ? ['gcp-service-account-key', 'the private key of a Google service account'] : [shape.kind, shape.label];
}

const AWS_SECRET = /^[A-Za-z0-9/+]{40}$/;

function describeNamed(name: string, value: string): KindAndLabel {
  if (/aws|secret[-_.]?access[-_.]?key/i.test(name) && AWS_SECRET.test(value)) return ['aws-secret-access-key', 'an AWS secret access key'];
  return strengthOfName(name) === 'password' ? ['password', 'a password'] : ['secret-value', 'a secret value'];
}
