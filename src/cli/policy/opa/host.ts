import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { formatProblemPlace, isRecord } from '../../../core/index.ts';
import { formatJson, fromHost, type HostOptions, type HttpAnswer, toHost } from '../../../engines/rego/index.ts';
import { describeSystemError } from '../../../inventory/sources/index.ts';
import { UsageError } from '../../usage-error.ts';
import { readData } from '../read-data.ts';
import { parseGoDuration } from './go-duration.ts';
import type { OpaOptions } from './options.ts';

/** What policies may know of this machine: the time, chance and answers of servers are what the options say, so that a run can be repeated. */
export function hostOf(options: OpaOptions, cwd: string, allowNet: ReadonlySet<string> | undefined): HostOptions {
  const environment = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const file = options.text('http-responses');
  return {
    now: timeOf(options.text('now')),
    seed: options.text('seed') ?? crypto.randomUUID(),
    environment,
    config: fromHost({}),
    print: (text) => process.stderr.write(`${text}\n`),
    http: answersOf(file === undefined ? [] : readResponses(file, cwd), allowNet),
  };
}

/** Ends an evaluation that takes longer; the clock is looked at every so many steps. */
export function deadlineOf(timeout: number | undefined): Pick<HostOptions, 'isCancelled'> {
  if (timeout === undefined || timeout === 0) return {};
  const end = performance.now() + timeout;
  return { isCancelled: () => performance.now() > end };
}

export function timeoutOf(options: OpaOptions): number | undefined {
  const given = options.text('timeout');
  return given === undefined ? undefined : parseGoDuration(given, '--timeout');
}

function timeOf(given: string | undefined): bigint {
  if (given === undefined) return BigInt(Date.now()) * 1_000_000n;
  if (/^-?\d+$/.test(given)) return BigInt(given);
  const time = Date.parse(given);
  if (Number.isNaN(time))
    throw new UsageError(`--now cannot be "${given}"`, { hint: 'it is a time such as 2026-01-31T12:00:00Z, or nanoseconds since 1970' });
  return BigInt(time) * 1_000_000n;
}

interface Recorded {
  readonly method: string;
  readonly url: string;
  /** As JSON; undefined answers any body. */
  readonly body: string | undefined;
  readonly response: HttpAnswer;
}

function answersOf(recorded: readonly Recorded[], allowNet: ReadonlySet<string> | undefined): NonNullable<HostOptions['http']> {
  return (request) => {
    if (!isRecord(request)) return undefined;
    const url = String(request['url']);
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    if (allowNet && !allowNet.has(host)) return `unallowed host: ${host}`;
    const method = String(request['method']).toUpperCase();
    const body = request['body'] === undefined ? undefined : formatJson(fromHost(request['body']));
    return recorded.find((one) => one.method === method && one.url === url && (one.body === undefined || one.body === body))?.response;
  };
}

/** A list of `{request: {method, url, body?}, response: {status_code, body?, raw_body?, headers?}}`. Throws a UsageError for anything else. */
function readResponses(file: string, cwd: string): readonly Recorded[] {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(`the responses cannot be read: ${describeSystemError(error)}`, { place: file });
  }
  const value = readData(text, file);
  if (!value.ok) {
    const [problem] = value.problems;
    throw new UsageError(problem?.message ?? 'the responses cannot be read', { place: problem ? formatProblemPlace(problem) : file });
  }
  const list = toHost(value.value);
  if (!Array.isArray(list)) throw wrong(file, 'a list is expected');
  return list.map((entry: unknown, i) => {
    const request = isRecord(entry) ? entry['request'] : undefined;
    const response = isRecord(entry) ? entry['response'] : undefined;
    if (!isRecord(request) || !isRecord(response)) throw wrong(file, `entry ${i + 1} has no request or no response`);
    const { method = 'GET', url, body } = request;
    if (typeof url !== 'string' || typeof method !== 'string') throw wrong(file, `the request of entry ${i + 1} has no url`);
    return {
      method: method.toUpperCase(),
      url,
      body: body === undefined ? undefined : formatJson(fromHost(body)),
      response: responseOf(response, file, i),
    };
  });
}

function responseOf(response: Readonly<Record<string, unknown>>, file: string, i: number): HttpAnswer {
  const { status_code: status = 200, body, raw_body: raw, headers } = response;
  if (typeof status !== 'number') throw wrong(file, `the status_code of entry ${i + 1} is no number`);
  if (raw !== undefined && typeof raw !== 'string') throw wrong(file, `the raw_body of entry ${i + 1} is no text`);
  return {
    status_code: status,
    ...(body !== undefined && { body }),
    ...(raw !== undefined && { raw_body: raw }),
    ...(isRecord(headers) && {
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), listOf(value)])),
    }),
  };
}

function listOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}

function wrong(file: string, message: string): UsageError {
  return new UsageError(`the responses cannot be used: ${message}`, {
    place: file,
    hint: 'each entry is {request: {method: GET, url: "https://..."}, response: {status_code: 200, body: {...}}}',
  });
}
