import { type CollectedLog, formatSubjectName, type Subject } from '../engines/rbac/index.ts';
import { priceByUse } from './edits/price-by-use.ts';
import { describeFact, type Fact } from './facts.ts';
import { type AttackClause, type AttackGraph, buildGraph } from './graph/attack-graph.ts';
import { type ClauseIndex, type Derivation, derive, indexClauses, indexToward, proofOf } from './graph/horn.ts';
import type { Scene } from './scene/scene.ts';
import type { Unit } from './scene/units.ts';
import { FURTHER_WEAKNESS } from './steps/entry/exploited-program.ts';
import { type CrownJewel, jewelTarget, TARGETS, type Target, targetMoves } from './targets.ts';

/**
 * Where an attacker stands at the beginning. From the internet one weakness of a program takes him in, and whoever is inside has used one; more of
 * them only with `weaknesses: 'any'`.
 */
export type Start = (
  | { readonly kind: 'internet' }
  | { readonly kind: 'registry' }
  | { readonly kind: 'workload'; readonly unit: Unit }
  | { readonly kind: 'subject'; readonly subject: Subject }
) & { readonly weaknesses?: 'one' | 'any' };

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
  /** What leads to a target and follows from a start, by the way of least effort. */
  from(start: Start, isCut?: (clause: AttackClause) => boolean): Derivation;
  /** Everything that follows from a start, also what leads to no target. */
  reach(start: Start): readonly Fact[];
  /** The path of least effort to each target that is reached, the worst target first. */
  paths(start: Start, isCut?: (clause: AttackClause) => boolean): readonly AttackPath[];
}

/** Where attackers may begin. */
const STARTING: ReadonlySet<Fact['kind']> = new Set(['outside', 'registry', 'container', 'subject']);

function numbersOf(graph: AttackGraph, facts: readonly Fact[]): number[] {
  return facts.flatMap((fact) => graph.numberOf(fact) ?? []);
}

export interface AnalysisOptions {
  readonly jewels?: readonly CrownJewel[];
  /** By which edits that take rights away are priced. */
  readonly log?: CollectedLog;
}

export function analyseAttacks(scene: Scene, { jewels = [], log }: AnalysisOptions = {}): AttackAnalysis {
  const targets = [...TARGETS, ...jewels.map(jewelTarget)].sort((a, b) => b.worth - a.worth);
  const graph = buildGraph(scene, targetMoves(scene, jewels), log && priceByUse(scene.authorizer, log));
  const ends = graph.facts.flatMap((fact, number) => (fact.kind === 'target' ? number : []));
  const indexFor = (isLeftOut: (clause: AttackClause) => boolean): ClauseIndex =>
    indexToward(graph.clauses, graph.facts.length, ends, (index) => isLeftOut(graph.clauses[index] as AttackClause));
  let whole: ClauseIndex | undefined;
  let limited: ClauseIndex | undefined;
  let everything: ClauseIndex | undefined;
  const indexOf = ({ weaknesses }: Start): ClauseIndex =>
    weaknesses === 'any' ? (whole ??= indexFor(() => false)) : (limited ??= indexFor(({ step }) => step?.id === FURTHER_WEAKNESS));
  const cutBy = (isCut?: (clause: AttackClause) => boolean) =>
    isCut && ((index: number): boolean => isCut(graph.clauses[index] as AttackClause));
  const from: AttackAnalysis['from'] = (start, isCut) => derive(indexOf(start), numbersOf(graph, factsOf(start)), cutBy(isCut));
  let reachable: ReadonlySet<number> | undefined;
  /** Targets that somebody could reach from somewhere; to look for others is to look at everything. */
  const reachableEnds = (): ReadonlySet<number> => {
    if (!reachable) {
      const everywhere = graph.facts.filter(({ kind }) => STARTING.has(kind));
      const { efforts } = derive((whole ??= indexFor(() => false)), numbersOf(graph, everywhere));
      reachable = new Set(ends.filter((number) => efforts[number] !== Number.POSITIVE_INFINITY));
    }
    return reachable;
  };
  return {
    graph,
    targets,
    from,
    reach(start) {
      const isLeftOut = (index: number): boolean =>
        start.weaknesses !== 'any' && (graph.clauses[index] as AttackClause).step?.id === FURTHER_WEAKNESS;
      const { order } = derive(
        (everything ??= indexClauses(graph.clauses, graph.facts.length)),
        numbersOf(graph, factsOf(start)),
        isLeftOut,
      );
      return order.map((number) => graph.facts[number] as Fact);
    },
    paths(start, isCut) {
      const derivation = derive(indexOf(start), numbersOf(graph, factsOf(start)), cutBy(isCut), reachableEnds());
      return targets.flatMap((target) => pathTo(graph, indexOf(start), derivation, start, target) ?? []);
    },
  };
}

function pathTo(graph: AttackGraph, index: ClauseIndex, derivation: Derivation, start: Start, target: Target): AttackPath | undefined {
  const number = graph.numberOf({ kind: 'target', id: target.id, title: target.title });
  if (number === undefined || derivation.efforts[number] === Number.POSITIVE_INFINITY) return undefined;
  const numbers = proofOf(index, derivation, number);
  const clauses = numbers.map((one) => graph.clauses[one] as AttackClause);
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
