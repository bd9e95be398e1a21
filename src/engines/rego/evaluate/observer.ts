import { sourceName } from '../compile/resolve.ts';
import { formatValue, type Value } from '../values/index.ts';

/** One rule, or one expression of a rule, where it stands. */
export interface Mark {
  readonly id: number;
  readonly module: string;
  readonly at: number;
  readonly end: number;
  readonly kind: 'rule' | 'expression';
  /** The name of the rule, of an expression the rule it belongs to. */
  readonly rule: string;
  /** Whether an expression stands in the rule's own body rather than in a comprehension or the like. */
  readonly isTop: boolean;
  readonly isEvery?: boolean;
  /** The named variables of an expression and where their values are. */
  readonly variables: readonly (readonly [name: string, slot: number])[];
}

export interface TraceEvent {
  readonly kind: 'enter' | 'exit' | 'eval' | 'fail' | 'note';
  readonly depth: number;
  readonly mark: Mark | undefined;
  readonly note?: string;
}

/** The expression of a rule that came furthest and still did not hold. */
export interface Failure {
  readonly mark: Mark;
  readonly bindings: readonly (readonly [name: string, value: string])[];
}

export interface RuleTally {
  readonly mark: Mark;
  evaluations: number;
  held: number;
  /** The steps spent in the rule and all that it called, and in the rule alone. */
  steps: number;
  ownSteps: number;
  failure: Failure | undefined;
}

/** How an expression fared: how often it was begun, how often it held, and the nanoseconds spent in it where there is a clock. */
export interface ExpressionTally {
  evaluations: number;
  redos: number;
  time: number;
}

export interface ObserverOptions {
  readonly trace?: boolean;
  /** Nanoseconds since any beginning, to tell where time goes. */
  readonly clock?: () => bigint;
}

/** A trace longer than this is read by nobody. */
const MAX_EVENTS = 100_000;
const MAX_VALUE = 120;

/** Notes what happens in an evaluation of a program that was compiled to be observed. */
export class Observer {
  readonly events: TraceEvent[] = [];
  readonly hits: Map<Mark, number> = new Map();
  readonly expressions: Map<Mark, ExpressionTally> = new Map();
  readonly rules: Map<Mark, RuleTally> = new Map();
  readonly wantsTrace: boolean;
  isTruncated: boolean = false;
  private readonly stack: { readonly tally: RuleTally; readonly from: number; inner: number; furthest: Failure | undefined }[] = [];

  /** What failed last of all, and what last in each case of a test. */
  lastFailure: Failure | undefined;
  readonly caseFailures: (Failure | undefined)[] = [];
  private readonly clock: (() => bigint) | undefined;
  /** The expression that was begun last. */
  private current: Mark | undefined;
  private active: ExpressionTally | undefined;
  private since = 0n;

  constructor({ trace = false, clock }: ObserverOptions) {
    this.wantsTrace = trace;
    this.clock = clock;
  }

  private record(kind: TraceEvent['kind'], mark: Mark | undefined, note?: string): void {
    if (!this.wantsTrace) return;
    if (this.events.length >= MAX_EVENTS) this.isTruncated = true;
    else this.events.push({ kind, depth: this.stack.length, mark, ...(note !== undefined && { note }) });
  }

  enterRule(mark: Mark, steps: number): void {
    this.record('enter', mark);
    let tally = this.rules.get(mark);
    if (!tally) {
      tally = { mark, evaluations: 0, held: 0, steps: 0, ownSteps: 0, failure: undefined };
      this.rules.set(mark, tally);
    }
    tally.evaluations++;
    this.stack.push({ tally, from: steps, inner: 0, furthest: undefined });
  }

  leaveRule(mark: Mark, holds: boolean, steps: number): void {
    const frame = this.stack.pop();
    this.record(holds ? 'exit' : 'fail', mark);
    if (!frame) return;
    const { tally, from, inner, furthest } = frame;
    const spent = steps - from;
    tally.steps += spent;
    tally.ownSteps += spent - inner;
    const above = this.stack.at(-1);
    if (above) above.inner += spent;
    if (holds) {
      tally.held++;
      this.hits.set(mark, (this.hits.get(mark) ?? 0) + 1);
    } else tally.failure = furthest ?? tally.failure;
  }

  evaluate(mark: Mark): void {
    this.hits.set(mark, (this.hits.get(mark) ?? 0) + 1);
    this.record('eval', mark);
    this.current = mark;
    this.follow(mark).evaluations++;
  }

  /** An expression that held is gone back to for another solution. */
  redo(mark: Mark): void {
    this.follow(mark).redos++;
  }

  /** Ends the measuring of time. */
  stop(): void {
    if (this.active && this.clock) this.active.time += Number(this.clock() - this.since);
    this.active = undefined;
  }

  /** The time from here on is this expression's. */
  private follow(mark: Mark): ExpressionTally {
    let tally = this.expressions.get(mark);
    if (!tally) {
      tally = { evaluations: 0, redos: 0, time: 0 };
      this.expressions.set(mark, tally);
    }
    if (this.clock) {
      const now = this.clock();
      if (this.active) this.active.time += Number(now - this.since);
      this.since = now;
      this.active = tally;
    }
    return tally;
  }

  /** An expression that held in no way; of several in a rule the one furthest down counts. */
  fail(mark: Mark, slots: readonly (Value | undefined)[]): void {
    this.record('fail', mark);
    const bindings = mark.variables.flatMap(([name, slot]): readonly (readonly [string, string])[] => {
      const value = slots[slot];
      return value === undefined ? [] : [[sourceName(name), shorten(formatValue(value))]];
    });
    const failure = { mark, bindings };
    // Of an every, the expression in its body says more.
    if (!mark.isEvery) {
      this.lastFailure = failure;
      if (this.caseFailures.length > 0) this.caseFailures[this.caseFailures.length - 1] = failure;
    }
    const frame = this.stack.at(-1);
    if (!frame || !mark.isTop || frame.tally.mark.rule !== mark.rule || frame.tally.mark.module !== mark.module) return;
    if (frame.furthest && frame.furthest.mark.at > mark.at) return;
    frame.furthest = failure;
  }

  /** A case of a test begins: what fails from here on fails in it. */
  beginCase(): void {
    this.caseFailures.push(undefined);
  }

  note(text: string): void {
    this.record('note', this.current, text);
  }
}

function shorten(text: string): string {
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text;
}
