import { CREDENTIAL_PATTERNS } from './patterns.ts';

/** A credential in a text. The text itself is not in it: `masked` shows at most its first four characters and its length. */
export interface Credential {
  readonly kind: string;
  readonly masked: string;
}

/** More of one value is not looked at: a credential is not larger, and the time stays bounded. */
const MAX_TEXT = 200_000;

/** The credential that a value gives away by its own form. */
export function detectToken(value: string): Credential | undefined {
  const text = value.slice(0, MAX_TEXT);
  const lower = text.toLowerCase();
  for (const { kind, keyword, expression } of CREDENTIAL_PATTERNS) {
    if (!lower.includes(keyword)) continue;
    const secret = expression.exec(text)?.[1];
    if (secret !== undefined && !isStandIn(secret)) return { kind, masked: kind === 'private key' ? 'a PEM block' : mask(secret) };
  }
  return undefined;
}

/** Words that make the value after them a secret, and words that make it something about a secret. */
const SECRET_NAME =
  /(?:^|[^a-z])(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|encryption[_-]?key|auth[_-]?key|credentials?)(?:$|[^a-z])/;
const ABOUT_A_SECRET =
  /(?:file|path|dir|name|url|uri|host|port|issuer|audience|ttl|expir\w*|timeout|duration|length|size|policy|enabled?|disabled?|type|mode|ref|id|header|prefix|version|algorithm|format|rotation|count|limit|field|attribute|endpoint|server|namespace|method)$/;

/** The credential that a named value is: the name says it is secret, and the value reads like one. */
export function detectNamed(name: string, value: string): Credential | undefined {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  if (!SECRET_NAME.test(words) || ABOUT_A_SECRET.test(words)) return undefined;
  const text = value.trim();
  if (text.length < 3 || text.length > 4096 || isStandIn(text) || isPlainSetting(text)) return undefined;
  return { kind: `value of ${name}`, masked: mask(text) };
}

/** `name=value` and `name: value` in the lines of a text, such as a properties file. */
export function detectInText(text: string): Credential | undefined {
  const token = detectToken(text);
  if (token) return token;
  if (text.length > MAX_TEXT) return undefined;
  for (const line of text.split('\n')) {
    const match = /^[\s"'-]{0,20}([A-Za-z_][\w.-]{1,80})["']?\s{0,4}[=:]\s{0,4}["']?([^\s"',;#][^"',;#\n]{2,300})/.exec(line);
    if (!match?.[1] || !match[2]) continue;
    const found = detectNamed(match[1], match[2]);
    if (found && hasVariety(match[2].trim())) return found;
  }
  return undefined;
}

/** A value that stands for one that is filled in elsewhere. */
function isStandIn(text: string): boolean {
  return (
    /^[$%]?[{(<[].*[})>\]]$/.test(text) ||
    /\$[({]|\{\{|%\(/.test(text) ||
    /^\$[A-Z_]+$/.test(text) ||
    /^(?:x{3,}|\*{3,}|\.{3,}|-+|#+|_+)$/i.test(text) ||
    /(?:change[_-]?me|replace[_-]?(?:me|with)|your[_-]|insert[_-]|example[_-]?(?:value|key|token|secret|password)|to[_-]?be[_-]|redacted|dummy|<[a-z])/i.test(
      text,
    )
  );
}

/** A switch, a number, a duration, a path, a reference: what settings about secrets hold. */
function isPlainSetting(text: string): boolean {
  return (
    /^(?:true|false|yes|no|on|off|none|null|nil|enabled|disabled|default|auto|optional|required)$/i.test(text) ||
    /^\d+(?:\.\d+)?(?:ms|s|m|h|d|[kmg]i?b?)?$/i.test(text) ||
    /^(?:\/|\.{1,2}\/|[a-z]:\\|file:|https?:\/\/[^@]*$|vault:|arn:|projects\/)/i.test(text) ||
    /^sha\d+:/i.test(text)
  );
}

/** In free text a value must look random or mixed: at least two kinds of characters, and more than two bits for each of them. */
function hasVariety(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
  return kinds >= 2 && !/\s/.test(text) && entropy(text) > 2;
}

/** Shannon entropy in bits for each character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

function mask(secret: string): string {
  const shown = secret.length >= 16 ? secret.slice(0, 4) : '';
  return `${shown}${'*'.repeat(4)} (${secret.length} characters)`;
}
