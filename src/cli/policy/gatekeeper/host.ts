import { randomUUID } from 'node:crypto';
import type { HostOptions } from '../../../engines/rego/index.ts';

/** What templates may know of this machine: the time, and chance. */
export function templateHost(): HostOptions {
  return { now: BigInt(Date.now()) * 1_000_000n, seed: randomUUID() };
}
