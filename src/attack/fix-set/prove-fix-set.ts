import { difference, type FlowDifference, isEmptyPorts } from '../../engines/network/index.ts';
import { type AccessChange, accessDifference } from '../../engines/rbac/index.ts';
import type { AttackAnalysis, AttackPath, Start } from '../find-paths.ts';
import { describeStart } from '../find-paths.ts';
import { type AppliedEdits, applyEdits } from './apply-edits.ts';
import { type ChosenEdit, type FixSet, smallestFixSet, type Wanted } from './smallest-fix-set.ts';

/** The same cluster after edits of its texts, read and analysed from scratch. */
export type Reread = (applied: AppliedEdits) => AttackAnalysis;

export interface ProvenEdit extends ChosenEdit {
  /** A way that is there again when only this edit is left out, with the analysis that it stands in. */
  readonly witness: { readonly path: AttackPath; readonly analysis: AttackAnalysis } | undefined;
}

export interface ProvenFixSet {
  readonly wanted: Wanted;
  readonly before: readonly AttackPath[];
  readonly edits: readonly ProvenEdit[];
  readonly cost: number;
  readonly bound: number;
  readonly applied: AppliedEdits;
  /** What is reached all the same: ways that no known edit ends, and ways that edits opened. */
  readonly left: readonly AttackPath[];
  /** Requests that somebody was allowed before and is not any more. */
  readonly lostRequests: readonly AccessChange[];
  /** Flows that were possible before and are not any more. */
  readonly closedFlows: readonly FlowDifference[];
}

/** Edits interact: a set that does not hold in the texts is chosen anew, but not for ever. */
const MOST_ROUNDS = 8;

/** Chooses the smallest set of edits, makes them, and derives everything again from the edited texts. */
export function proveFixSet(analysis: AttackAnalysis, wanted: Wanted, reread: Reread): ProvenFixSet {
  const conflicts: (readonly string[])[] = [];
  const before = pathsOf(analysis, wanted);
  let set = smallestFixSet(analysis, wanted);
  for (let round = 1; ; round++) {
    const applied = applyEdits(set.edits.map(({ edit }) => edit));
    const after = set.edits.length === 0 ? analysis : reread(applied);
    const left = pathsOf(after, wanted);
    const surprises = left.filter(
      (path) => !set.unfixable.some((one) => one.target.id === path.target.id && describeStart(one.start) === describeStart(path.start)),
    );
    const chosen = new Set(set.edits.map(({ edit }) => edit.key));
    const fresh = surprises
      .map((path) => path.clauses.flatMap((clause) => clause.cuts().map(({ key }) => key)).filter((key) => !chosen.has(key)))
      .filter(({ length }) => length > 0);
    if (fresh.length === 0 || round === MOST_ROUNDS) return finish(analysis, wanted, set, before, applied, after, left, reread);
    conflicts.push(...fresh);
    const next = smallestFixSet(analysis, wanted, conflicts);
    if (next.edits.map(({ edit }) => edit.key).join() === set.edits.map(({ edit }) => edit.key).join())
      return finish(analysis, wanted, set, before, applied, after, left, reread);
    set = next;
  }
}

function finish(
  analysis: AttackAnalysis,
  wanted: Wanted,
  set: FixSet,
  before: readonly AttackPath[],
  applied: AppliedEdits,
  after: AttackAnalysis,
  left: readonly AttackPath[],
  reread: Reread,
): ProvenFixSet {
  const edits = set.edits.map((one): ProvenEdit => {
    const others = set.edits.filter((other) => other !== one).map(({ edit }) => edit);
    const without = others.length === 0 ? analysis : reread(applyEdits(others));
    const known = new Set(left.map((path) => `${describeStart(path.start)} ${path.target.id}`));
    const path = pathsOf(without, wanted).find((way) => !known.has(`${describeStart(way.start)} ${way.target.id}`));
    return { ...one, witness: path && { path, analysis: without } };
  });
  const { scene } = analysis.graph;
  const { lost } = accessDifference(scene.authorizer, after.graph.scene.authorizer);
  const { flows } = difference(scene.connectivity, after.graph.scene.connectivity);
  return {
    wanted,
    before,
    edits,
    cost: set.cost,
    bound: set.bound,
    applied,
    left,
    lostRequests: lost,
    closedFlows: flows.filter(({ closed }) => !isEmptyPorts(closed)),
  };
}

function pathsOf(analysis: AttackAnalysis, { starts, targets }: Wanted): AttackPath[] {
  return starts.flatMap((start) => {
    const same = sameStart(start, analysis);
    return same ? analysis.paths(same).filter(({ target }) => targets.has(target.id)) : [];
  });
}

/** The start in another reading of the same cluster; `undefined` where it is not there any more. */
export function sameStart(start: Start, { graph }: AttackAnalysis): Start | undefined {
  if (start.kind !== 'workload') return start;
  const { object, namespace } = start.unit;
  const unit = graph.scene.units.find(
    (one) => one.namespace === namespace && one.members.some(({ kind, name }) => kind === object.kind && name === object.name),
  );
  return unit && { ...start, unit };
}
