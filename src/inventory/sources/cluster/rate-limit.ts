import { setTimeout as sleep } from 'node:timers/promises';

/** Lets through so many a second, and as many at once after a pause. */
export class RateLimit {
  readonly #perSecond: number;
  #next = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  async take(): Promise<void> {
    const now = performance.now();
    const interval = 1000 / this.#perSecond;
    // The bucket holds what a second brings.
    this.#next = Math.max(this.#next, now - 1000) + interval;
    if (this.#next > now) await sleep(this.#next - now);
  }
}
