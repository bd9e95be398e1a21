import { rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Problem } from '../../core/index.ts';
import { type SnapshotProgress, type SnapshotResult, takeSnapshot } from '../../inventory/sources/cluster/index.ts';
import { safeText } from '../../report/index.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation, OptionValues } from '../option-spec.ts';
import { renderSnapshotTable } from '../snapshot-table.ts';
import { UsageError } from '../usage-error.ts';
import { readVersion } from '../version.ts';

const CONCURRENCY = 4;

/** Reads a cluster into a file, and says on standard error what was read and what was not. */
export async function run({ options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const output = outputs.at(-1)?.file;
  const isResumed = options['resume'] === true;
  if (isResumed && output === '-') throw new UsageError('--resume goes on with a file, and - is standard output');
  const choices = ['kinds', 'exclude', 'include', 'namespace'];
  const given = choices.find((name) => options[name] !== undefined);
  if (isResumed && given !== undefined) {
    throw new UsageError(`--resume goes on with what the first run was asked for, so --${given} cannot be given again`);
  }
  if (output === '-' && process.stdout.isTTY)
    throw new UsageError('a snapshot is nothing to read on a terminal', { hint: 'give --output FILE, or a pipe' });
  const version = readVersion();
  const progress = new Progress();
  const result = await takeSnapshot({
    connection: {
      ...textOption(options, 'kubeconfig', 'file'),
      ...textOption(options, 'context', 'context'),
      env: process.env,
      home: homedir(),
    },
    client: {
      userAgent: `seawall/${version}`,
      requestsPerSecond: numberOption(options, 'qps', 20, 0.1, 1000),
      concurrency: CONCURRENCY,
      timeoutMilliseconds: 1000 * numberOption(options, 'timeout', 60, 1, 3600),
      onRetry: (message) => progress.say(message),
    },
    selection: {
      kinds: listOption(options, 'kinds'),
      exclude: listOption(options, 'exclude'),
      include: listOption(options, 'include'),
      namespaces: listOption(options, 'namespace'),
    },
    pageSize: Math.round(numberOption(options, 'pageSize', 500, 1, 10_000)),
    keepsSecretValues: options['includeSecretValues'] === true,
    isResumed,
    place: (name) => placeOf(output, name),
    tool: version,
    now: () => new Date(),
    onProgress: (now) => progress.show(now),
    onBegin: (partial) => (output === '-' ? removeOnInterrupt(partial) : progress.keepOnInterrupt(partial)),
  });
  progress.clear();
  return report(result, output === '-', options['allowIncomplete'] === true);
}

function report(result: SnapshotResult, isStream: boolean, allowIncomplete: boolean): readonly ExitReason[] {
  if (result.state === 'failed') throw new UsageError(safeText(result.problem.message), hintOf(result.problem));
  process.stderr.write(renderSnapshotTable(result));
  if (result.state === 'cut-off') {
    const message = safeText(result.problem?.message ?? '');
    const hint = isStream ? undefined : 'seawall cluster snapshot --resume goes on from there, with the same --context and --output';
    process.stderr.write(
      `\nerror: ${message}\n${[hint, result.problem?.hint].map((text) => (text === undefined ? '' : `\nhint: ${safeText(text)}\n`)).join('')}`,
    );
    return ['incomplete'];
  }
  const isComplete = result.header.failedGroups.length === 0 && result.kinds.every(({ state }) => state === 'read');
  return isComplete || allowIncomplete ? ['clean'] : ['incomplete'];
}

/** Nobody would look for it there. */
function removeOnInterrupt(partial: string): void {
  process.prependOnceListener('SIGINT', () => rmSync(partial, { force: true }));
}

function hintOf({ hint }: Problem): { readonly hint?: string } {
  return hint === undefined ? {} : { hint: safeText(hint) };
}

/** Contexts of clouds are addresses with colons and slashes. */
function placeOf(output: string | undefined, context: string): { target: string | NodeJS.WritableStream; partial: string } {
  if (output === '-') return { target: process.stdout, partial: join(tmpdir(), `seawall-${process.pid}.snapshot.partial`) };
  const file = output ?? `${context.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+/, '') || 'cluster'}.snapshot.jsonl`;
  return { target: file, partial: `${file}.partial` };
}

function textOption<K extends string>(options: OptionValues, name: string, key: K): { readonly [P in K]?: string } {
  const value = options[name];
  return (typeof value === 'string' ? { [key]: value } : {}) as { readonly [P in K]?: string };
}

function listOption(options: OptionValues, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function numberOption(options: OptionValues, name: string, otherwise: number, least: number, most: number): number {
  const text = options[name];
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value >= least && value <= most)) {
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new UsageError(`--${flag} must be a number from ${least} to ${most}, and is "${String(text)}"`);
  }
  return value;
}

/** One line on a terminal that is written again and again; elsewhere only what is worth keeping. */
class Progress {
  readonly #isTerminal = process.stderr.isTTY;
  #isShown = false;

  show({ kind, kindsDone, kinds, objects }: SnapshotProgress): void {
    if (!this.#isTerminal) return;
    const line = `${kindsDone + 1} of ${kinds} kinds  ${objects.toLocaleString('en-US')} objects  ${safeText(kind)}`;
    process.stderr.write(`\r\u001b[2K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
    this.#isShown = true;
  }

  say(message: string): void {
    this.clear();
    process.stderr.write(`${safeText(message)}\n`);
  }

  clear(): void {
    if (this.#isShown) process.stderr.write('\r\u001b[2K');
    this.#isShown = false;
  }

  /** The process ends by the handler of the program; this one only says what is left. */
  keepOnInterrupt(partial: string): void {
    process.prependOnceListener('SIGINT', () => {
      this.clear();
      process.stderr.write(`interrupted: what was read is in ${partial}\n\nhint: seawall cluster snapshot --resume goes on from there\n`);
    });
  }
}
