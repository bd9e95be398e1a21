import { indexLines, type Position } from '../../core/index.ts';
import { QUERY } from './compile/unit.ts';
import type { Failure, Mark, Observer, ObserverOptions, RuleTally, TraceEvent } from './evaluate/observer.ts';
import type { Module } from './syntax/index.ts';
import type { Value } from './values/index.ts';

export type ObserveOptions = ObserverOptions;

export interface ObservedPlace {
  readonly module: string;
  readonly position: Position;
  /** The source of the rule's head or of the expression. */
  readonly text: string;
}

export interface TraceLine {
  readonly kind: TraceEvent['kind'];
  readonly depth: number;
  /** Whether the event is of a rule, or the query as a whole, rather than of an expression. */
  readonly ofRule: boolean;
  /** The rule that the event is of, or that the expression stands in. */
  readonly rule: string;
  readonly place?: ObservedPlace;
  readonly note?: string;
}

/** An expression that did not hold, and the values its variables had. */
export interface FailedExpression {
  readonly place: ObservedPlace;
  readonly bindings: readonly (readonly [name: string, value: string])[];
}

/** How a rule fared: the profile of an evaluation, and why a rule did not hold. */
export interface RuleReport {
  readonly rule: string;
  readonly place: ObservedPlace;
  readonly evaluations: number;
  readonly held: number;
  readonly steps: number;
  readonly ownSteps: number;
  /** Of a rule that did not hold: the expression that came last, and the values its variables had. */
  readonly lastFailure?: FailedExpression;
}

export interface ModuleCoverage {
  readonly module: string;
  readonly covered: readonly number[];
  readonly notCovered: readonly number[];
  /** Lines of which any part was reached, those of `notCovered` too where another part was not. */
  readonly reached: readonly number[];
}

/** What the expressions of one line cost together. */
export interface LineProfile {
  /** Where the first of them stands; the module is `query` for the query itself. */
  readonly place: ObservedPlace;
  readonly evaluations: number;
  /** How often one of them held and was gone back to. */
  readonly redos: number;
  /** How many of them were evaluated. */
  readonly expressions: number;
  /** Nanoseconds; none without a clock. */
  readonly time: number;
}

export interface Observation {
  readonly value: Value | undefined;
  readonly trace: readonly TraceLine[];
  readonly isTraceTruncated: boolean;
  /** The most expensive first. */
  readonly rules: readonly RuleReport[];
  readonly coverage: readonly ModuleCoverage[];
  /** In the order of the text, module by module. */
  readonly lines: readonly LineProfile[];
  /** The last expression of all that did not hold. */
  readonly lastFailure: FailedExpression | undefined;
  /** The same for each case of a test, in the order they began. */
  readonly caseFailures: readonly (FailedExpression | undefined)[];
}

export function describeObservation(
  value: Value | undefined,
  observer: Observer,
  marks: readonly Mark[],
  modules: readonly Module[],
  query?: string,
): Observation {
  observer.stop();
  const texts = [...modules, ...(query === undefined ? [] : [{ name: QUERY, text: query }])];
  const lines = new Map(texts.map(({ name, text }) => [name, { text, index: indexLines(text) }]));
  const placeOf = (mark: Mark): ObservedPlace => {
    const known = lines.get(mark.module);
    const text = known?.text.slice(mark.at, mark.end).split('\n')[0]?.trim() ?? '';
    return { module: mark.module, position: known?.index.positionAt(mark.at) ?? { line: 1, column: 1 }, text };
  };
  const trace = observer.events.map(
    ({ kind, depth, mark, note }): TraceLine => ({
      kind,
      depth,
      ofRule: mark?.kind === 'rule',
      rule: mark?.rule ?? '',
      ...(mark && { place: placeOf(mark) }),
      ...(note !== undefined && { note }),
    }),
  );
  const report = ({ mark, evaluations, held, steps, ownSteps, failure }: RuleTally): RuleReport => {
    const base = { rule: mark.rule, place: placeOf(mark), evaluations, held, steps, ownSteps };
    return failure && held === 0 ? { ...base, lastFailure: { place: placeOf(failure.mark), bindings: failure.bindings } } : base;
  };
  const rules = [...observer.rules.values()].map(report).toSorted((a, b) => b.ownSteps - a.ownSteps);
  const coverage = modules.map(({ name }): ModuleCoverage => {
    const own = marks.filter((mark) => mark.module === name);
    const lineOf = (mark: Mark): number => placeOf(mark).position.line;
    const covered = new Set(own.filter((mark) => observer.hits.has(mark)).map(lineOf));
    const missed = new Set(own.filter((mark) => !observer.hits.has(mark)).map(lineOf));
    const ascending = (all: Iterable<number>): readonly number[] => [...all].toSorted((a, b) => a - b);
    // A line of which one part was not reached is not covered.
    return {
      module: name,
      covered: ascending([...covered].filter((line) => !missed.has(line))),
      notCovered: ascending(missed),
      reached: ascending(covered),
    };
  });
  const describe = (failure: Failure | undefined): FailedExpression | undefined =>
    failure && { place: placeOf(failure.mark), bindings: failure.bindings };
  return {
    value,
    trace,
    isTraceTruncated: observer.isTruncated,
    rules,
    coverage,
    lines: profileLines(observer, placeOf),
    lastFailure: describe(observer.lastFailure),
    caseFailures: observer.caseFailures.map(describe),
  };
}

function profileLines(observer: Observer, placeOf: (mark: Mark) => ObservedPlace): readonly LineProfile[] {
  const found = new Map<string, LineProfile & { at: number }>();
  for (const [mark, { evaluations, redos, time }] of observer.expressions) {
    const place = placeOf(mark);
    const key = `${place.module}:${place.position.line}`;
    const earlier = found.get(key);
    found.set(key, {
      place: earlier && earlier.at <= mark.at ? earlier.place : place,
      at: Math.min(earlier?.at ?? mark.at, mark.at),
      evaluations: evaluations + (earlier?.evaluations ?? 0),
      redos: redos + (earlier?.redos ?? 0),
      expressions: 1 + (earlier?.expressions ?? 0),
      time: time + (earlier?.time ?? 0),
    });
  }
  return [...found.values()]
    .toSorted((a, b) => (a.place.module === b.place.module ? a.at - b.at : a.place.module < b.place.module ? -1 : 1))
    .map(({ place, evaluations, redos, expressions, time }) => ({ place, evaluations, redos, expressions, time }));
}
