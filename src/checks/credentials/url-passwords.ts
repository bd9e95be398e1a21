import { isFillIn } from './fill-in.ts';

const DATABASES =
  /^(?:postgres(?:ql)?|mysql2?|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|clickhouse|cockroachdb|oracle|db2|couchdb|neo4j|bolt|nats|kafka)(?:\+\w{1,12})?$/;

/** User, password and host after `scheme`. Each part stops where the next one starts. */
const AUTHORITY = /:\/\/([^\s:@/?#"'<>]{0,128}):([^\s@/"'<>]{1,256})@([^\s/:?#"'<>]{1,253})/y;
const EXAMPLE_HOST = /(?:^|\.)(?:example(?:\.(?:com|org|net|edu))?|test|invalid)$|^(?:host|hostname|server|proxy|your[-.\w]*)$/i;
const DOCUMENTED = /^(?:user(?:name)?):(?:pass(?:word|wd)?|secret)$/i;

export interface UrlPassword {
  readonly isDatabase: boolean;
  readonly password: string;
  readonly start: number;
}

/** Passwords in addresses of the form `scheme://user:password@host` (RFC 3986, 3.2.1), those of documentation left out. */
export function* findUrlPasswords(text: string): Generator<UrlPassword> {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const scheme = schemeBefore(text, at);
    if (scheme === '') continue;
    AUTHORITY.lastIndex = at;
    const match = AUTHORITY.exec(text);
    const [, user = '', password = '', host = ''] = match ?? [];
    if (!match || isFillIn(password) || isFillIn(user || 'user') || EXAMPLE_HOST.test(host) || DOCUMENTED.test(`${user}:${password}`))
      continue;
    yield { isDatabase: DATABASES.test(scheme), password, start: at + 3 + user.length + 1 };
  }
}

function schemeBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < 24 && /[A-Za-z0-9+.-]/.test(text.charAt(start - 1))) start--;
  const scheme = text.slice(start, end).toLowerCase();
  return /^[a-z]/.test(scheme) ? scheme : '';
}
