import { type AttackClause, type AttackPath, describeStart, drawPaths, PHASES, type Survey } from '../../attack/index.ts';
import type { PathsFix, PathsMatrix, PathsStep, PathsStepKind, PathsTarget, PathsWorld } from '../../report/index.ts';
import type { AttackState } from './read-attack.ts';
import type { LaidOver } from './render-matrix.ts';
import { type ToldStep, tellGrants, tellPath } from './tell-path.ts';

/** The told paths with all that is said about them, for the page. */
export function collectPaths(state: AttackState, survey: Survey, laid: readonly LaidOver[], fix: PathsFix | undefined): PathsWorld {
  const drawing = drawPaths(
    state.analysis.graph,
    survey.stories.map(({ path }) => path),
  );
  const premises = table<PathsWorld['premises'][number]>();
  const grounds = table<PathsWorld['grounds'][number]>();
  const edits = table<PathsWorld['edits'][number]>();
  const kinds = table<PathsStepKind>();
  const targets = new Map<string, PathsTarget>();
  const targetOf = ({ target: { id, title, worth } }: AttackPath, node: number): number => {
    const known = targets.get(id);
    if (!known || (known.node < 0 && node >= 0)) targets.set(id, { title, worth, node });
    return [...targets.keys()].indexOf(id);
  };
  const steps: PathsStep[] = [];
  const tellStep = (number: number, told: Pick<ToldStep, 'says' | 'premises' | 'grounds'>): void => {
    const drawn = drawing.steps[number];
    if (!drawn || steps[number]) return;
    const { clause, from, to, grants } = drawn;
    const cuts = [...new Map([...(clause ? [clause] : []), ...grants].flatMap((one) => one.cuts()).map((cut) => [cut.key, cut])).values()];
    steps[number] = {
      kind: clause?.step ? kinds.add(kindOf(clause.step)) : -1,
      says: told.says,
      from,
      to,
      premises: told.premises.map(({ kind, text }) => premises.add([kind, text])),
      grounds: told.grounds.map(({ text, place }) => grounds.add(place === undefined ? [text] : [text, place])),
      edits: cuts.toSorted((a, b) => a.cost - b.cost).map(({ title, risk, cost }) => edits.add([title, risk, cost])),
    };
  };
  const stories = survey.stories.map(({ path, starts, also }, index): PathsWorld['stories'][number] => {
    const drawn = drawing.paths[index] ?? { steps: [], end: undefined, target: -1 };
    for (const [at, told] of tellPath(path, state).entries()) tellStep(drawn.steps[at] ?? -1, told);
    if (drawn.end !== undefined) tellStep(drawn.end, { says: `has ${path.target.title}`, premises: [], grounds: tellGrants(path, state) });
    return {
      kind: path.start.kind,
      starts: starts.map(describeStart),
      target: targetOf(path, drawn.target),
      steps: drawn.steps,
      ...(drawn.end === undefined ? {} : { end: drawn.end }),
      also: also.map((one) => targetOf(one, -1)),
    };
  });
  return {
    names: state.worlds,
    nodes: drawing.nodes.map(({ fact, name, title, detail, namespace }) => ({
      kind: fact.kind === 'subject' ? fact.subject.kind : fact.kind,
      name,
      title,
      detail,
      ...(namespace === undefined ? {} : { namespace }),
    })),
    kinds: kinds.rows,
    steps,
    premises: premises.rows,
    grounds: grounds.rows,
    edits: edits.rows,
    targets: [...targets.values()],
    stories,
    matrices: laid.map(matrixOf),
    gaps: state.gaps,
    safe: survey.safe.map(describeStart),
    leftOut: survey.leftOut,
    ...(fix ? { fix } : {}),
  };
}

function kindOf({ id, phase, title, condition, mitre, microsoft, reference }: NonNullable<AttackClause['step']>): PathsStepKind {
  return { id, phase: PHASES[phase], title, condition, mitre, microsoft, reference };
}

function matrixOf({ matrix: { id, title, source }, tactics }: LaidOver): PathsMatrix {
  return {
    id,
    title,
    source,
    tactics: tactics.map(({ name, cells }) => ({
      name,
      cells: cells.map(({ technique, title: own, state, findings }) => [technique, own, state !== 'not-evaluated', findings]),
    })),
  };
}

/** Rows of which equal ones are there once. */
function table<T extends object>(): { readonly rows: readonly T[]; add(row: T): number } {
  const rows: T[] = [];
  const known = new Map<string, number>();
  return {
    rows,
    add(row) {
      const key = JSON.stringify(row);
      const before = known.get(key);
      if (before !== undefined) return before;
      known.set(key, rows.length);
      return rows.push(row) - 1;
    },
  };
}
