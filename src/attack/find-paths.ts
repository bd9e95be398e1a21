import { formatSubjectName, type Subject } from '../engines/rbac/index.ts';
import { describeFact, type Fact } from './facts.ts';
import { type AttackClause, type AttackGraph, buildGraph } from './graph/attack-graph.ts';
import { type Derivation, derive, proofOf } from './graph/horn.ts';
import type { Scene } from './scene/scene.ts';
import type { Unit } from './scene/units.ts';
import { type CrownJewel, jewelTarget, TARGETS, type Target, targetMoves } from './targets.ts';

/** Where an attacker stands at the beginning. */
export type Start =
  | { readonly kind: 'internet' }
  | { readonly kind: 'registry' }
  | { readonly kind: 'workload'; readonly unit: Unit }
  | { readonly kind: 'subject'; readonly subject: Subject };

/** How an attacker gets from where he stands to what must not fall. */
export interface AttackPath {
  readonly start: Start;
  readonly target: Target;
  /** Steps in the order in which they can be taken, grants and memberships among them. */
  readonly clauses: readonly AttackClause[];
  /** Numbers of the clauses in the graph. */
  readonly numbers: readonly number[];
  readonly effort: number;
  /** Steps that an attacker takes. */
  readonly length: number;
}

export interface AttackAnalysis {
  readonly graph: AttackGraph;
  readonly targets: readonly Target[];
  /** What follows from a start, by the way of least effort. */
  from(start: Start, isCut?: (clause: AttackClause) => boolean): Derivation;
  /** The path of least effort to each target that is reached, the worst target first. */
  paths(start: Start, isCut?: (clause: AttackClause) => boolean): readonly AttackPath[];
}

export interface AnalysisOptions {
  readonly jewels?: readonly CrownJewel[];
}

export function analyseAttacks(scene: Scene, { jewels = [] }: AnalysisOptions = {}): AttackAnalysis {
  const targets = [...TARGETS, ...jewels.map(jewelTarget)].sort((a, b) => b.worth - a.worth);
  const graph = buildGraph(scene, targetMoves(scene, jewels));
  const from: AttackAnalysis['from'] = (start, isCut) => {
    const starts = factsOf(start).flatMap((fact) => graph.numberOf(fact) ?? []);
    const isLeftOut = (index: number): boolean => {
      const clause = graph.clauses[index] as AttackClause;
      return (start.kind !== 'internet' && clause.step?.id === 'entry/exploited-program') || isCut?.(clause) === true;
    };
    return derive(graph.index, starts, isLeftOut);
  };
  return {
    graph,
    targets,
    from,
    paths(start, isCut) {
      const derivation = from(start, isCut);
      return targets.flatMap((target) => pathTo(graph, derivation, start, target) ?? []);
    },
  };
}

function pathTo(graph: AttackGraph, derivation: Derivation, start: Start, target: Target): AttackPath | undefined {
  const number = graph.numberOf({ kind: 'target', id: target.id, title: target.title });
  if (number === undefined || derivation.efforts[number] === Number.POSITIVE_INFINITY) return undefined;
  const numbers = proofOf(graph.index, derivation, number);
  const clauses = numbers.map((index) => graph.clauses[index] as AttackClause);
  return {
    start,
    target,
    clauses,
    numbers,
    effort: derivation.efforts[number] as number,
    length: clauses.filter(({ step, says }) => step && says !== '').length,
  };
}

/** What holds from the start. */
export function factsOf(start: Start): readonly Fact[] {
  switch (start.kind) {
    case 'internet':
      return [{ kind: 'outside' }];
    case 'registry':
      return [{ kind: 'registry' }];
    case 'workload':
      return start.unit.pod.containers
        .filter(({ kind }) => kind !== 'ephemeral')
        .map((container) => ({ kind: 'container', unit: start.unit, container }));
    case 'subject':
      return [{ kind: 'subject', subject: start.subject }];
  }
}

export function describeStart(start: Start): string {
  switch (start.kind) {
    case 'workload':
      return start.unit.title;
    case 'subject':
      return formatSubjectName(start.subject);
    default:
      return factsOf(start).map(describeFact).join();
  }
}
