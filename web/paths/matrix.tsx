import type { PathsMatrix } from '../../src/report/attack-paths/paths-data.ts';
import { amount } from '../amount.ts';
import { type Model, takes } from './model.ts';

type Cell = PathsMatrix['tactics'][number]['cells'][number];

/** Paths and findings over the matrices; a technique that paths take filters them. */
export function Matrices({
  model,
  techniques,
  onToggle,
}: {
  readonly model: Model;
  readonly techniques: readonly string[];
  readonly onToggle: (technique: string) => void;
}) {
  const counts = new Map<string, number>();
  const pathsOf = (technique: string): number => {
    const known = counts.get(technique) ?? model.stories.filter((story) => takes(story, technique)).length;
    counts.set(technique, known);
    return known;
  };
  return (
    <div class="matrices">
      {model.world.matrices.map(({ id, title, source, tactics }) => {
        const cells = tactics.flatMap((tactic) => tactic.cells);
        const count = (state: string): number => cells.filter((cell) => stateOf(cell, pathsOf(cell[0])) === state).length;
        return (
          <section key={id} aria-labelledby={`matrix-${id}`}>
            <h2 id={`matrix-${id}`}>{title}</h2>
            <p class="quiet">
              {count('open')} open, {count('closed')} looked for and not found, {count('not evaluated')} not evaluated.{' '}
              {source.startsWith('https://') ? (
                <a href={source} rel="noreferrer">
                  The matrix
                </a>
              ) : null}
            </p>
            <div class="matrix" tabIndex={0} role="group" aria-label={`Tactics of ${title}`}>
              {tactics.map((tactic) => (
                <section key={tactic.name} class="tactic">
                  <h3>{tactic.name}</h3>
                  <ul>
                    {tactic.cells.map((cell) => (
                      <li key={cell[0]}>
                        <MatrixCell cell={cell} paths={pathsOf(cell[0])} isChosen={techniques.includes(cell[0])} onToggle={onToggle} />
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
            </div>
          </section>
        );
      })}
    </div>
  );
}

export function stateOf([, , isLookedFor, findings]: Cell, paths: number): 'open' | 'closed' | 'not evaluated' {
  if (paths + findings > 0) return 'open';
  return isLookedFor ? 'closed' : 'not evaluated';
}

function MatrixCell({
  cell,
  paths,
  isChosen,
  onToggle,
}: {
  readonly cell: Cell;
  readonly paths: number;
  readonly isChosen: boolean;
  readonly onToggle: (technique: string) => void;
}) {
  const [technique, title, , findings] = cell;
  const state = stateOf(cell, paths);
  const counts = [...(paths > 0 ? [amount(paths, 'path')] : []), ...(findings > 0 ? [amount(findings, 'finding')] : [])].join(', ');
  const look = `cell ${state.replace(' ', '-')}`;
  const content = (
    <>
      <span class="cell-title">{title}</span>
      <span class="cell-id">{technique}</span>
      <span class="cell-state">
        {state}
        {counts === '' ? '' : `: ${counts}`}
      </span>
    </>
  );
  if (paths === 0) return <div class={look}>{content}</div>;
  return (
    <button type="button" class={look} aria-pressed={isChosen} onClick={() => onToggle(technique)}>
      {content}
    </button>
  );
}
