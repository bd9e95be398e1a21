import type { Drawing, DrawnStep } from '../../attack/index.ts';
import { dotString, mermaidLabel } from '../../report/index.ts';

/** The drawn paths in the language of Graphviz. A step that needs several things is a node of its own. */
export function renderDot({ nodes, steps, paths }: Drawing): string {
  const targets = new Set(paths.map(({ target }) => target));
  const starts = startsOf(steps);
  const nodeLine = (at: number): string => {
    const shape = targets.has(at) ? ', shape=octagon' : starts.has(at) ? ', shape=ellipse' : '';
    return `n${at} [label=${dotString(nodes[at]?.name ?? '')}${shape}];`;
  };
  const spaces = Map.groupBy(nodes.keys(), (at) => nodes[at]?.namespace);
  return [
    'digraph paths {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...[...spaces].flatMap(([space, members], index) =>
      space === undefined
        ? members.map((at) => `  ${nodeLine(at)}`)
        : [`  subgraph cluster_${index} {`, `    label=${dotString(space)};`, ...members.map((at) => `    ${nodeLine(at)}`), '  }'],
    ),
    ...steps.flatMap((step, at) => {
      const look = `${isOpen(step) ? ', style=dashed' : ''}`;
      const label = dotString(stepLabel(step));
      if (step.from.length === 1) return [`  n${step.from[0]} -> n${step.to} [label=${label}${look}];`];
      return [
        `  s${at} [label=${label}, shape=diamond${look}];`,
        ...step.from.map((from) => `  n${from} -> s${at} [arrowhead=none];`),
        `  s${at} -> n${step.to};`,
      ];
    }),
    '}',
    '',
  ].join('\n');
}

/** The same as a flowchart of Mermaid. */
export function renderMermaid({ nodes, steps, paths }: Drawing): string {
  const targets = new Set(paths.map(({ target }) => target));
  const starts = startsOf(steps);
  const shaped = (at: number): string => {
    const label = `"${mermaidLabel(nodes[at]?.name ?? '')}"`;
    return targets.has(at) ? `{{${label}}}` : starts.has(at) ? `([${label}])` : `[${label}]`;
  };
  return [
    'flowchart LR',
    ...nodes.map((_, at) => `  n${at}${shaped(at)}`),
    ...steps.flatMap((step, at) => {
      const label = mermaidLabel(stepLabel(step));
      const arrow = isOpen(step) ? '-.->' : '-->';
      if (step.from.length === 1) return [`  n${step.from[0]} ${arrow}${label === '' ? '' : `|"${label}"|`} n${step.to}`];
      return [`  s${at}{"${label}"}`, ...step.from.map((from) => `  n${from} --- s${at}`), `  s${at} ${arrow} n${step.to}`];
    }),
    '',
  ].join('\n');
}

/** The step by its name in the catalogue: `create pod`. */
function stepLabel({ clause }: DrawnStep): string {
  return clause?.step ? (clause.step.id.split('/')[1] ?? '').replaceAll('-', ' ') : '';
}

function isOpen({ clause }: DrawnStep): boolean {
  return clause?.premises.some(({ kind }) => kind !== 'usual') === true;
}

/** What no step leads to. */
function startsOf(steps: readonly DrawnStep[]): Set<number> {
  const reached = new Set(steps.map(({ to }) => to));
  return new Set(steps.flatMap(({ from }) => from).filter((at) => !reached.has(at)));
}
