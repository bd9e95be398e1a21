import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describeSystemError } from '../walk.ts';
import type { ClientCertificate, Connection } from './connection.ts';
import { ConnectionError } from './connection-error.ts';
import { type ExecCredential, runExecPlugin } from './exec-plugin.ts';

export interface Credentials {
  readonly authorization: string | undefined;
  readonly certificate: ClientCertificate | undefined;
}

/** New ones are fetched this long before the old ones end, so that none ends on its way. */
const MARGIN = 10_000;
/** How long a token from a file is used before the file is read again, as in client-go. */
const TOKEN_FILE_AGE = 60_000;

/** The credentials of a connection, fetched when they are needed and again when they have expired or were refused. */
export class CredentialSource {
  readonly #connection: Connection;
  #current: Credentials | undefined;
  #goodUntil = 0;
  #pending: Promise<Credentials> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Throws a ConnectionError for a certificate that has expired, or a plugin that fails. */
  async get(): Promise<Credentials> {
    if (this.#current && Date.now() < this.#goodUntil) return this.#current;
    this.#pending ??= this.#fetch().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Says that the server refused these. False when asking again cannot give others. */
  refuse(refused: Credentials): boolean {
    const { kind } = this.#connection.authentication;
    if (kind !== 'exec' && kind !== 'token-file') return false;
    if (this.#current === refused) this.#current = undefined;
    return true;
  }

  async #fetch(): Promise<Credentials> {
    const { authentication, certificate, user } = this.#connection;
    if (certificate) checkValidity(certificate, user);
    this.#goodUntil = Number.POSITIVE_INFINITY;
    this.#current = await this.#read(authentication, certificate, user);
    return this.#current;
  }

  async #read(
    authentication: Connection['authentication'],
    certificate: ClientCertificate | undefined,
    user: string,
  ): Promise<Credentials> {
    switch (authentication.kind) {
      case 'none':
        return { authorization: undefined, certificate };
      case 'token':
        return { authorization: bearer(authentication.token, user), certificate };
      case 'token-file':
        this.#goodUntil = Date.now() + TOKEN_FILE_AGE;
        return { authorization: bearer(readToken(authentication.path), user), certificate };
      case 'basic': {
        const pair = Buffer.from(`${authentication.username}:${authentication.password}`).toString('base64');
        return { authorization: `Basic ${pair}`, certificate };
      }
      case 'exec': {
        const credential: ExecCredential = await runExecPlugin(authentication.plugin);
        if (credential.expires !== undefined) {
          if (credential.expires <= Date.now()) {
            throw new ConnectionError(
              `the exec plugin ${authentication.plugin.command} of user ${user} gives credentials that have expired already`,
              'log in again',
            );
          }
          this.#goodUntil = credential.expires - MARGIN;
        }
        if (credential.certificate) checkValidity(credential.certificate, user);
        return {
          authorization: credential.token ? bearer(credential.token, user) : undefined,
          certificate: credential.certificate ?? certificate,
        };
      }
    }
  }
}

function bearer(token: string, user: string): string {
  const trimmed = token.trim();
  // A line break in it would end the header; the value itself is never repeated.
  if (!/^[\x21-\x7e]+$/.test(trimmed))
    throw new ConnectionError(`the token of user ${user} is empty or holds characters that no token has`);
  return `Bearer ${trimmed}`;
}

function readToken(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConnectionError(`cannot read the token from ${path}: ${describeSystemError(error)}`);
  }
}

function checkValidity({ certificate }: ClientCertificate, user: string): void {
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(certificate);
  } catch {
    throw new ConnectionError(`the client certificate of user ${user} cannot be read: it is no PEM certificate`);
  }
  const now = new Date();
  if (parsed.validToDate < now) {
    throw new ConnectionError(
      `the client certificate of user ${user} expired on ${parsed.validToDate.toISOString().slice(0, 10)}`,
      'fetch a new kubeconfig from your provider; with kubeadm: kubeadm certs renew admin.conf',
    );
  }
  if (parsed.validFromDate > now) {
    throw new ConnectionError(
      `the client certificate of user ${user} is valid from ${parsed.validFromDate.toISOString().slice(0, 10)} on`,
      'look at the clock of this machine',
    );
  }
}
