/** `password` names hold whatever a person chose; `token` names hold something random, or a reference that only looks like one. */
export type NameStrength = 'password' | 'token';

const PASSWORD_ENDS = ['password', 'passwd', 'passphrase', 'passwort'];
const PASSWORD_WORDS = new Set(['pass', 'pwd', 'pw', 'pswd']);
const TOKEN_ENDS = [
  'secret',
  'token',
  'apikey',
  'secretkey',
  'accesskey',
  'privatekey',
  'authkey',
  'signingkey',
  'encryptionkey',
  'masterkey',
];
const KEY_QUALIFIERS = new Set([
  'api',
  'access',
  'secret',
  'private',
  'auth',
  'signing',
  'encryption',
  'account',
  'master',
  'license',
  'session',
]);

/** Names of variables that only look as if they held something: the shell's working directory. */
const NEVER = new Set(['PWD', 'OLDPWD']);

/**
 * Whether a setting of this name holds a credential, judged by how the name ends: `DB_PASSWORD` and `clientSecret` do,
 * `passwordFile`, `tokenUrl` and `secretName` do not.
 */
export function strengthOfName(name: string): NameStrength | undefined {
  if (NEVER.has(name)) return undefined;
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined) return undefined;
  if (PASSWORD_WORDS.has(last) || PASSWORD_ENDS.some((end) => last.endsWith(end))) return 'password';
  if (last !== 'key') return TOKEN_ENDS.some((end) => last.endsWith(end)) ? 'token' : undefined;
  return KEY_QUALIFIERS.has(words.at(-2) ?? '') ? 'token' : undefined;
}

/** `dbRootPassword2`, `DB_ROOT_PASSWORD` and `db.root-password` are all db, root, password. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, 256)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}
