import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** One run of a whole process. */
export interface Run {
  readonly milliseconds: number;
  /** Peak resident memory in megabytes, from the kernel's own count (VmHWM); `undefined` where there is no /proc. */
  readonly megabytes: number | undefined;
  readonly status: number | null;
}

const POLL_MILLISECONDS = 5;

/** Starts the program, throws its output away, and waits for its end. */
export async function measure(program: string, args: readonly string[], folder?: string): Promise<Run> {
  const start = performance.now();
  const child = spawn(program, args, { stdio: 'ignore', ...(folder === undefined ? {} : { cwd: folder }) });
  let megabytes: number | undefined;
  const poll = setInterval(() => {
    megabytes = Math.max(megabytes ?? 0, peakOf(child.pid) ?? 0) || undefined;
  }, POLL_MILLISECONDS);
  const [status] = (await once(child, 'exit')) as [number | null];
  clearInterval(poll);
  return { milliseconds: performance.now() - start, megabytes, status };
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1000;
  } catch {
    return undefined;
  }
}

export interface Contestant {
  readonly name: string;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder?: string;
}

export interface Result {
  readonly name: string;
  /** The median of the rounds. */
  readonly milliseconds: number;
  readonly fastest: number;
  readonly slowest: number;
  readonly megabytes: number | undefined;
  readonly statuses: ReadonlySet<number | null>;
}

/** Runs all contestants in turn, round after round, so that what else the machine does concerns all of them alike. The first round warms caches and does not count. */
export async function compare(contestants: readonly Contestant[], rounds: number): Promise<Result[]> {
  const runs = new Map<string, Run[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, program, arguments: args, folder } of contestants) {
      const run = await measure(program, args, folder);
      if (round > 0) runs.get(name)?.push(run);
    }
  }
  return [...runs].map(([name, all]) => {
    const times = all.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const peaks = all.flatMap(({ megabytes }) => megabytes ?? []);
    return {
      name,
      milliseconds: times[Math.floor(times.length / 2)] ?? Number.NaN,
      fastest: times[0] ?? Number.NaN,
      slowest: times.at(-1) ?? Number.NaN,
      megabytes: peaks.length > 0 ? Math.max(...peaks) : undefined,
      statuses: new Set(all.map(({ status }) => status)),
    };
  });
}
