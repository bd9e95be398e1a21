import { indexLines, type Position } from '../../core/index.ts';
import type { Mark, Observer, RuleTally, TraceEvent } from './evaluate/observer.ts';
import type { Module } from './syntax/index.ts';
import type { Value } from './values/index.ts';

export interface ObservedPlace {
  readonly module: string;
  readonly position: Position;
  /** The source of the rule's head or of the expression. */
  readonly text: string;
}

export interface TraceLine {
  readonly kind: TraceEvent['kind'];
  readonly depth: number;
  readonly place?: ObservedPlace;
  readonly note?: string;
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
  readonly lastFailure?: { readonly place: ObservedPlace; readonly bindings: readonly (readonly [string, string])[] };
}

export interface ModuleCoverage {
  readonly module: string;
  readonly covered: readonly number[];
  readonly notCovered: readonly number[];
}

export interface Observation {
  readonly value: Value | undefined;
  readonly trace: readonly TraceLine[];
  readonly isTraceTruncated: boolean;
  /** The most expensive first. */
  readonly rules: readonly RuleReport[];
  readonly coverage: readonly ModuleCoverage[];
}

export function describeObservation(
  value: Value | undefined,
  observer: Observer,
  marks: readonly Mark[],
  modules: readonly Module[],
): Observation {
  const lines = new Map(modules.map((module) => [module.name, { module, index: indexLines(module.text) }]));
  const placeOf = (mark: Mark): ObservedPlace => {
    const known = lines.get(mark.module);
    const text = known?.module.text.slice(mark.at, mark.end).split('\n')[0]?.trim() ?? '';
    return { module: mark.module, position: known?.index.positionAt(mark.at) ?? { line: 1, column: 1 }, text };
  };
  const trace = observer.events.map(
    ({ kind, depth, mark, note }): TraceLine => ({
      kind,
      depth,
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
    return { module: name, covered: ascending([...covered].filter((line) => !missed.has(line))), notCovered: ascending(missed) };
  });
  return { value, trace, isTraceTruncated: observer.isTruncated, rules, coverage };
}
