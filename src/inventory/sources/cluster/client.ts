import http from 'node:http';
import https from 'node:https';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import { createGunzip } from 'node:zlib';
import { isRecord, stringAt } from '../../../core/index.ts';
import type { Connection } from './connection.ts';
import { ConnectionError, describeConnection, isCertificateError } from './connection-error.ts';
import { CredentialSource, type Credentials } from './credentials.ts';
import { RateLimit } from './rate-limit.ts';

export interface ClientOptions {
  readonly userAgent: string;
  readonly requestsPerSecond: number;
  readonly concurrency: number;
  /** How long a server may say nothing. */
  readonly timeoutMilliseconds: number;
  /** The pause before a first repetition; each one after it is twice as long. */
  readonly backoffMilliseconds?: number;
  /** Told of each repetition. */
  readonly onRetry?: (message: string) => void;
}

/** What the server said. `too-large` stands for an answer that was longer than may be. */
export type Answer =
  | { readonly kind: 'ok'; readonly value: unknown }
  | { readonly kind: 'error'; readonly status: number; readonly message: string; readonly value: unknown }
  | { readonly kind: 'too-large' };

const MAX_BODY = 128_000_000;
const TRIES = 5;
const MAX_PAUSE = 60_000;
/** Answers after which the same question may be asked again. */
const PASSING: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

interface RawAnswer {
  readonly status: number;
  readonly retryAfter: number | undefined;
  readonly body: Buffer | undefined;
}

/** Asks one API server, politely and again where that helps. Throws a ConnectionError when it cannot be reached or knows nobody by these credentials. */
export class ClusterClient {
  readonly #connection: Connection;
  readonly #options: ClientOptions;
  readonly #credentials: CredentialSource;
  readonly #limit: RateLimit;
  #agent: { readonly agent: http.Agent; readonly for: Credentials } | undefined;
  #hasAnswered = false;
  #isClosed = false;

  constructor(connection: Connection, options: ClientOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#credentials = new CredentialSource(connection);
    this.#limit = new RateLimit(options.requestsPerSecond);
    const isHere = /^(?:localhost|127\.|\[?::1)/.test(connection.server.hostname);
    const isSecret = connection.authentication.kind !== 'none' || connection.certificate !== undefined;
    if (connection.server.protocol === 'http:' && !isHere && isSecret) {
      throw new ConnectionError(
        `${connection.server.host} is spoken to without TLS, and credentials are not sent that way`,
        'use an https address',
      );
    }
    if (connection.proxy !== undefined && !canProxy()) {
      throw new ConnectionError(`Node ${process.version} cannot connect through the proxy of this cluster`, 'use Node 24.5 or newer');
    }
  }

  get host(): string {
    return this.#connection.server.host;
  }

  close(): void {
    this.#isClosed = true;
    this.#agent?.agent.destroy();
  }

  async get(path: string, accept = 'application/json'): Promise<Answer> {
    let mayRenew = true;
    for (let attempt = 1; ; attempt++) {
      await this.#limit.take();
      const credentials = await this.#credentials.get();
      let pause = (this.#options.backoffMilliseconds ?? 500) * 2 ** (attempt - 1);
      let said: string;
      try {
        const answer = await this.#ask(path, accept, credentials);
        this.#hasAnswered = true;
        if (answer.status === 401) {
          if (mayRenew && this.#credentials.refuse(credentials)) {
            mayRenew = false;
            continue;
          }
          throw unauthorized(this.#connection, answer.body);
        }
        if (!PASSING.has(answer.status)) return read(answer);
        if (attempt === TRIES) return read(answer);
        pause = Math.min(MAX_PAUSE, Math.max(pause, answer.retryAfter ?? 0));
        said = `${this.host} answers ${answer.status}`;
      } catch (error) {
        const described = describeConnection(this.host, error);
        // Who never answered is more likely named wrong than gone for a moment.
        const isFinal = error instanceof ConnectionError || isCertificateError(error) || !this.#hasAnswered || this.#isClosed;
        if (isFinal || attempt === TRIES) throw described;
        said = described.message;
      }
      this.#options.onRetry?.(`${said}; again in ${Math.round(pause / 100) / 10} s`);
      await sleep(pause);
    }
  }

  async #ask(path: string, accept: string, credentials: Credentials): Promise<RawAnswer> {
    const { server, impersonation, isCompressionOff } = this.#connection;
    const { timeoutMilliseconds, userAgent } = this.#options;
    const url = new URL(server.pathname.replace(/\/$/, '') + path, server);
    const headers: Record<string, string | string[]> = { accept, 'user-agent': userAgent };
    if (!isCompressionOff) headers['accept-encoding'] = 'gzip';
    if (credentials.authorization !== undefined) headers['authorization'] = credentials.authorization;
    for (const [name, value] of impersonation) headers[name] = [...(headers[name] ?? []), value];
    const signal = AbortSignal.timeout(10 * timeoutMilliseconds);
    const request = (server.protocol === 'http:' ? http : https).request(url, { agent: this.#agentFor(credentials), headers, signal });
    request.setTimeout(timeoutMilliseconds, () => request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    const response = await new Promise<http.IncomingMessage>((succeed, fail) => {
      request.on('error', fail).on('response', succeed).end();
    });
    return {
      status: response.statusCode ?? 0,
      retryAfter: secondsOf(response.headers['retry-after']),
      body: await readBody(response),
    };
  }

  /** Connections are kept and shared by those who show the same certificate. */
  #agentFor(credentials: Credentials): http.Agent {
    if (this.#agent?.for.certificate === credentials.certificate && this.#agent) return this.#agent.agent;
    this.#agent?.agent.destroy();
    const { server, proxy, authorities, skipsVerification, serverName } = this.#connection;
    const pool = {
      keepAlive: true,
      maxSockets: this.#options.concurrency,
      proxyEnv: proxy === undefined ? process.env : { HTTP_PROXY: proxy, HTTPS_PROXY: proxy },
    };
    const agent =
      server.protocol === 'http:'
        ? new http.Agent(pool)
        : new https.Agent({
            ...pool,
            ca: authorities ?? [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])],
            rejectUnauthorized: !skipsVerification,
            minVersion: 'TLSv1.2',
            ...(serverName === undefined ? {} : { servername: serverName }),
            ...(credentials.certificate ? { cert: credentials.certificate.certificate, key: credentials.certificate.key } : {}),
          });
    this.#agent = { agent, for: credentials };
    return agent;
  }
}

/** The option of the agents that connects through proxies came with Node 24.5. */
function canProxy(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 5);
}

function secondsOf(header: string | undefined): number | undefined {
  const seconds = Number(header);
  return header === undefined || Number.isNaN(seconds) ? undefined : seconds * 1000;
}

/** `undefined` when it is longer than may be. */
async function readBody(response: http.IncomingMessage): Promise<Buffer | undefined> {
  const isCompressed = response.headers['content-encoding'] === 'gzip';
  const stream = isCompressed ? response.pipe(createGunzip()) : response;
  if (isCompressed) response.on('error', (error) => stream.destroy(error));
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY) {
      response.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  if (!response.complete) throw Object.assign(new Error('the answer was cut off'), { code: 'ECONNRESET' });
  return Buffer.concat(chunks);
}

function read({ status, body }: RawAnswer): Answer {
  if (body === undefined) return { kind: 'too-large' };
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    value = undefined;
  }
  if (status === 200 && isRecord(value)) return { kind: 'ok', value };
  const message = stringAt(value, 'message') ?? (status === 200 ? 'the answer is no JSON' : `the server answers ${status}`);
  return { kind: 'error', status, message: message.slice(0, 500), value };
}

function unauthorized({ server, user, authentication, certificate }: Connection, body: Buffer | undefined): ConnectionError {
  const said = body === undefined ? undefined : stringAt(parse(body), 'message');
  const by =
    certificate && authentication.kind === 'none'
      ? 'client certificate'
      : authentication.kind === 'none'
        ? 'anonymous requests'
        : 'credentials';
  const hint =
    authentication.kind === 'exec'
      ? 'log in again with the program that the exec plugin belongs to'
      : authentication.kind === 'none' && !certificate
        ? 'the user of this context has no credentials'
        : 'they may have expired or belong to another cluster: kubectl auth whoami says who you are';
  const whose = user === '' || by === 'anonymous requests' ? '' : ` of user ${user}`;
  return new ConnectionError(`${server.host} does not accept the ${by}${whose} (401${said === undefined ? '' : ` ${said}`})`, hint);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
