import type { CandidateEdit } from '../edits/candidate-edit.ts';
import type { AttackAnalysis, AttackPath, Start } from '../find-paths.ts';
import type { AttackClause } from '../graph/attack-graph.ts';
import { cheapestHittingSet } from './hitting-set.ts';

/** What is to be closed: from these starts none of these targets is to be reached. */
export interface Wanted {
  readonly starts: readonly Start[];
  /** Ids. */
  readonly targets: ReadonlySet<string>;
}

export interface ChosenEdit {
  readonly edit: CandidateEdit;
  /** How many of the ways that were found it closes. */
  readonly closes: number;
}

export interface FixSet {
  /** The one that closes most first. */
  readonly edits: readonly ChosenEdit[];
  readonly cost: number;
  /** No set of the edits that are known costs less; equal to `cost` where the set is the smallest. */
  readonly bound: number;
  /** Paths that no known edit ends. */
  readonly unfixable: readonly AttackPath[];
}

/**
 * The cheapest set of edits after which nothing that is wanted closed is reached. Ways and sets take turns: the cheapest set that ends
 * every way found so far is tried on the graph, and each way that is left becomes a conflict, of which one edit must be in the set. When
 * none is left the set is the cheapest there is, since every set must end at least the ways that were found.
 *
 * `conflicts` are sets of keys of edits, one of which must be made, that are known from elsewhere.
 */
export function smallestFixSet(
  analysis: AttackAnalysis,
  { starts, targets }: Wanted,
  conflicts: readonly (readonly string[])[] = [],
): FixSet {
  const edits: CandidateEdit[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (edit: CandidateEdit): number => {
    let number = numbers.get(edit.key);
    if (number === undefined) numbers.set(edit.key, (number = edits.push(edit) - 1));
    return number;
  };
  const costOf = (number: number): number => (edits[number] as CandidateEdit).cost;
  const known: (readonly number[])[] = [];
  const cutsOf = (clause: AttackClause): readonly number[] => (known[clause.number] ??= clause.cuts().map(numberOf));
  const found: (readonly number[])[] = [];
  const unfixable = new Map<string, AttackPath>();
  const keyOf = (start: number, { target }: AttackPath): string => `${start} ${target.id}`;

  /** Ways that are left after the edits, made until each is ended by all that could end it. */
  const addWays = (chosen: ReadonlySet<number>): boolean => {
    let isAny = false;
    for (const [index, start] of starts.entries()) {
      const ended = new Set(chosen);
      for (;;) {
        const paths = analysis
          .paths(start, (clause) => ended.size > 0 && cutsOf(clause).some((number) => ended.has(number)))
          .filter((path) => targets.has(path.target.id) && !unfixable.has(keyOf(index, path)));
        if (paths.length === 0) break;
        // The shortest way has the fewest edits that end it.
        for (const path of paths.toSorted((a, b) => a.effort - b.effort)) {
          const own = [...new Set(path.clauses.flatMap(cutsOf))];
          if (own.length === 0) {
            unfixable.set(keyOf(index, path), path);
            continue;
          }
          if (own.some((number) => ended.has(number))) continue;
          isAny = true;
          found.push(own);
          for (const number of own) ended.add(number);
        }
      }
    }
    return isAny;
  };

  addWays(new Set());
  const given = conflicts.map((keys) => keys.flatMap((key) => numbers.get(key) ?? [])).filter(({ length }) => length > 0);
  for (;;) {
    const set = cheapestHittingSet([...given, ...found], costOf);
    const chosen = new Set(set.chosen);
    if (addWays(chosen)) continue;
    const chosenEdits = set.chosen.map((number) => ({
      edit: edits[number] as CandidateEdit,
      closes: found.filter((conflict) => conflict.includes(number)).length,
    }));
    return {
      edits: chosenEdits.sort((a, b) => b.closes - a.closes || a.edit.cost - b.edit.cost),
      cost: set.cost,
      bound: set.bound,
      unfixable: [...unfixable.values()],
    };
  }
}
