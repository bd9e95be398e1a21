// Sources of truth: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#AuthInfo and
// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates
import { X509Certificate } from 'node:crypto';
import { isRecord, listAt, recordAt, stringAt } from '../../core/index.ts';
import { type Subject, SYSTEM_MASTERS, splitServiceAccountName } from '../../engines/rbac/index.ts';
import { readYaml } from '../../formats/index.ts';
import type { Fact } from '../facts.ts';

/** A credential that stands in a text, without the credential itself. */
export interface Login {
  readonly to: Extract<Fact, { kind: 'subject' | 'cluster' }>;
  /** `the token of ServiceAccount a/b` */
  readonly what: string;
}

const JWT = /eyJ[A-Za-z0-9_-]{8,}\.(eyJ[A-Za-z0-9_-]{8,})\.[A-Za-z0-9_-]{16,}/g;
/** Longer texts are no configuration. */
const LONGEST = 1_000_000;

/** Who is who with what stands in a text: tokens of service accounts, and kubeconfigs with client certificates. */
export function loginsIn(text: string): Login[] {
  if (text.length > LONGEST) return [];
  const logins: Login[] = [];
  if (text.includes('eyJ')) {
    for (const [, payload = ''] of text.matchAll(JWT)) {
      const subject = subjectOfToken(payload);
      if (subject)
        logins.push({ to: { kind: 'subject', subject }, what: `the token of ServiceAccount ${subject.namespace}/${subject.name}` });
    }
  }
  if (text.includes('client-certificate-data') && text.includes('client-key-data')) {
    for (const { value } of readYaml(text).documents) {
      for (const entry of listAt(value, 'users')) logins.push(...certificateLogins(recordAt(entry, 'user')));
    }
  }
  return [
    ...new Map(
      logins.map((login) => [`${login.what} ${login.to.kind}${login.to.kind === 'subject' ? login.to.subject.kind : ''}`, login]),
    ).values(),
  ];
}

/** Read without checking its signature: the API server does that. */
function subjectOfToken(payload: string): Subject | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const name = isRecord(claims) && typeof claims['sub'] === 'string' ? claims['sub'] : '';
    const account = splitServiceAccountName(name);
    return account && { kind: 'ServiceAccount', ...account };
  } catch {
    return undefined;
  }
}

function certificateLogins(user: Readonly<Record<string, unknown>>): Login[] {
  const certificate = stringAt(user, 'client-certificate-data');
  if (!certificate || !stringAt(user, 'client-key-data')) return [];
  const subject = subjectOfCertificate(Buffer.from(certificate, 'base64').toString('latin1'));
  if (!subject) return [];
  const what = `the certificate of User ${subject.name}`;
  if (subject.groups.includes(SYSTEM_MASTERS)) return [{ to: { kind: 'cluster' }, what: `${what} in group ${SYSTEM_MASTERS}` }];
  return [
    { to: { kind: 'subject', subject: { kind: 'User', namespace: '', name: subject.name } }, what },
    ...subject.groups.map(
      (name): Login => ({ to: { kind: 'subject', subject: { kind: 'Group', namespace: '', name } }, what: `${what} in group ${name}` }),
    ),
  ];
}

function subjectOfCertificate(pem: string): { readonly name: string; readonly groups: readonly string[] } | undefined {
  try {
    const lines = new X509Certificate(pem).subject.split('\n');
    const valuesOf = (field: string): string[] =>
      lines.flatMap((line) => (line.startsWith(`${field}=`) ? line.slice(field.length + 1) : []));
    const name = valuesOf('CN').at(-1);
    return name === undefined ? undefined : { name, groups: valuesOf('O') };
  } catch {
    return undefined;
  }
}

/** A login with the field in which it stands. */
export interface PlacedLogin extends Login {
  readonly path: readonly (string | number)[];
}

/** Every login in the texts of a value; those below `data` of Secrets are decoded first. */
export function* loginsBelow(value: unknown, path: readonly (string | number)[] = [], isEncoded = false): Generator<PlacedLogin> {
  if (typeof value === 'string') {
    for (const login of loginsIn(isEncoded ? Buffer.from(value, 'base64').toString('utf8') : value)) yield { ...login, path };
    return;
  }
  const members = Array.isArray(value) ? value.entries() : isRecord(value) ? Object.entries(value) : [];
  for (const [key, member] of members) yield* loginsBelow(member, [...path, key], isEncoded);
}
