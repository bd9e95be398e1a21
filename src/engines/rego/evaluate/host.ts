import type { Place } from '../../../core/index.ts';
import type { Value } from '../values/index.ts';

/** A response to http.send, as the host's table gives it. */
export interface HttpAnswer {
  readonly status_code: number;
  readonly body?: unknown;
  readonly raw_body?: string;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
}

/** What an engine without a machine of its own cannot know: time, chance, environment, network. */
export interface HostOptions {
  /** Nanoseconds since 1970. Without it time.now_ns is an error. */
  readonly now?: bigint;
  /** Seeds rand.intn and uuid.rfc4122. */
  readonly seed?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly config?: Value;
  /** Answers http.send; a text says why the request is refused, undefined that nothing answers it. */
  readonly http?: (request: unknown) => HttpAnswer | string | undefined;
  /** Answers net.lookup_ip_addr. */
  readonly lookup?: (name: string) => readonly string[] | undefined;
  /** What print says, and where the call stands; no place for one in a query. */
  readonly print?: (text: string, place?: Place) => void;
  /** Is told each case of a test that has several, when it begins. */
  readonly testCase?: (path: readonly Value[]) => void;
  readonly isCancelled?: () => boolean;
}
