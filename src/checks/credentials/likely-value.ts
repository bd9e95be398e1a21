import { isFillIn } from './fill-in.ts';
import type { NameStrength } from './secret-name.ts';

/** Words that settings take as values; under the name of a password they say how one is obtained, not what it is. */
const SETTING_WORDS = new Set(
  `true false yes no on off null nil none undefined empty unset default required optional enabled disabled auto always never any all
  string str bytes int bool boolean object text plain plaintext basic bearer digest file env vault kubernetes secret token static generated
  random prompt ask interactive encrypted hidden`.split(/\s+/),
);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Results of hashing: a password cannot be read back from them, an image or commit is not secret. */
const HASH =
  /^(?:\$(?:2[abxy]?|5|6|1|apr1|argon2\w{0,2}|y|scrypt|pbkdf2[\w-]{0,12})\$|\{(?:S?SHA|MD5|BCRYPT)|(?:sha(?:1|256|384|512)|md5|pbkdf2|SCRAM-SHA-256|bcrypt)[:$_-])/i;
const PATH = /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)|^[\w.-]+(?:\/[\w.-]+)+\.\w{1,8}$/;
const ADDRESS = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;
const PUBLIC_PEM = /^-----BEGIN (?:[A-Z0-9]+ ){0,3}(?:CERTIFICATE|PUBLIC KEY)/;
const PUBLIC_SSH = /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\w+) /;
/** `os.environ["X"]`, `config.password`, `getToken()`: code that obtains a value. */
const CODE = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$|^[A-Za-z_][\w.]*[([]|[)\]];?$/;

/** Whether the value of a setting whose name promises a credential is one, as far as its form tells. */
export function isLikelyCredential(value: string, strength: NameStrength): boolean {
  const text = value.trim();
  if (isFillIn(text) || SETTING_WORDS.has(text.toLowerCase()) || isNumber(text) || isPublic(text)) return false;
  if (PATH.test(text) || ADDRESS.test(text) || UUID.test(text) || CODE.test(text)) return false;
  return strength === 'password' ? isPassword(text) : isRandomToken(text);
}

function isNumber(text: string): boolean {
  return /^[+-]?\d+(?:\.\d+)?(?:ms|[smhd])?$/.test(text);
}

/** A certificate, a public key or a hash: meant to be seen. */
export function isPublic(text: string): boolean {
  return PUBLIC_PEM.test(text) || PUBLIC_SSH.test(text) || HASH.test(text);
}

function isPassword(text: string): boolean {
  return text.length >= 4 && text.length <= 256 && !/\s\S+\s/.test(text);
}

/** Long enough, without spaces, and not made of words as names of objects and keys are. */
function isRandomToken(text: string): boolean {
  if (text.length < 8 || text.length > 4096 || /\s/.test(text) || isMadeOfWords(text)) return false;
  return entropyOf(text) >= (text.length >= 20 ? 3 : 2.5);
}

function isMadeOfWords(text: string): boolean {
  const words = text.split(/[-_.:/]/);
  if (words.every((word) => /^(?:[a-z]*|[A-Z]*|[A-Z]?[a-z]+|[a-z0-9]{0,3})$/.test(word))) return true;
  return /^[A-Z]?[a-z]+(?:[A-Z][a-z]+)*\d{0,2}$/.test(text);
}

/** Shannon entropy in bits for each character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / text.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
