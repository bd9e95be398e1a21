import type { Severity } from '../core/index.ts';
import { type KubernetesVersion, LATEST_VERSION } from '../kubernetes/index.ts';
import type { ConstraintJudge } from './gatekeeper/constraint-judge.ts';

/** An accepted weakness. Every field but `reason` and `expires` narrows what it covers; at least one of them is given. */
export interface Exception {
  /** Check ids; `*` at the end stands for any ending (`pod/*`). */
  readonly checks?: readonly string[];
  /** Glob patterns over the file names of the report. */
  readonly files?: readonly string[];
  readonly kinds?: readonly string[];
  readonly namespaces?: readonly string[];
  /** Object names; `*` stands for any text. */
  readonly names?: readonly string[];
  readonly reason: string;
  /** The last day on which it holds, as `YYYY-MM-DD` (UTC). */
  readonly expires?: string;
}

/** How the catalogue is to be applied. Values of check parameters are keyed by check id. */
export interface CheckSettings {
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly severities: Readonly<Record<string, Severity>>;
  readonly exceptions: readonly Exception[];
  /** Findings less bad than this are counted in the tallies and not kept. */
  readonly lowest: Severity;
  /** Whether findings are asked for their fixes. */
  readonly fixes?: boolean;
  readonly kubernetesVersion: KubernetesVersion;
  /** Judges by Gatekeeper's constraints, where there are some: `withConstraints` adds it. */
  readonly constraints?: ConstraintJudge;
  /** The time that expiry dates and certificates are judged by. */
  readonly now: Date;
}

export function defaultSettings(now: Date): CheckSettings {
  return { parameters: {}, severities: {}, exceptions: [], lowest: 'info', kubernetesVersion: LATEST_VERSION, now };
}
