import type { LeftAlone, PolicyChange, PolicyObject, PolicyPlan } from '../../engines/rbac/index.ts';
import { plural } from '../../report/index.ts';
import type { ChangedPolicy } from './change-policy.ts';
import { describeEditProof, editProofJson, markdownCell } from './proof-report.ts';
import type { Section } from './use-report.ts';

export interface PlanReport {
  readonly plan: PolicyPlan;
  readonly changed: ChangedPolicy;
  readonly hasLog: boolean;
  /** What was read, in one sentence; `undefined` without a log. */
  readonly source: string | undefined;
  /** What no such change can know. */
  readonly cautions: readonly string[];
  readonly isWritten: boolean;
  placeOf(object: PolicyObject): string | undefined;
}

/** What became of each role and binding, and what the proof showed. */
export function planSections({ plan, changed, hasLog, source, cautions, isWritten, placeOf }: PlanReport, all: boolean): Section[] {
  const refused = new Set(changed.refused.map(({ object }) => object));
  const made = plan.changes.filter(({ object }) => !refused.has(object));
  const title = (object: PolicyObject): string => `${titleOf(object)}${placeOf(object) === undefined ? '' : `  ${placeOf(object)}`}`;
  const cut = (lines: readonly string[], shown: number): string[] =>
    all || lines.length <= shown ? [...lines] : [...lines.slice(0, shown), `... and ${lines.length - shown} more: --all`];
  const sections: Section[] = [
    {
      heading: `${isWritten ? 'CHANGED' : 'WOULD CHANGE'} (${made.length})`,
      lines: made.flatMap(({ object, changes }) => [title(object), ...changes.map((text) => `  ${text}`)]),
    },
    {
      heading: `CANNOT BE EDITED SAFELY (${changed.refused.length})`,
      lines: changed.refused.map(({ object, reason }) => `${title(object)}: ${reason}`),
    },
    {
      heading: `LEFT AS IT IS (${plan.left.length})`,
      lines: cut(
        plan.left.map(({ object, reason }) => `${title(object)}: ${reason}`),
        12,
      ),
    },
    { heading: 'PROOF', lines: made.length > 0 ? describeEditProof(changed.proof, hasLog) : [] },
    { heading: 'WHAT IT CANNOT KNOW', lines: made.length > 0 ? cautions : [] },
  ];
  const summary =
    made.length === 0
      ? 'nothing to change'
      : `${plural(made.length, 'object')} in ${plural(changed.files.length, 'file')} ${isWritten ? 'changed' : 'would change'}`;
  return [...sections.filter(({ lines }) => lines.length > 0), { heading: summary, lines: source === undefined ? [] : [source] }];
}

export function planMarkdown({ plan, changed, hasLog, source, cautions, placeOf }: PlanReport): string {
  const refused = new Set(changed.refused.map(({ object }) => object));
  const made = plan.changes.filter(({ object }) => !refused.has(object));
  const row = ({ object, changes }: PolicyChange): string =>
    `| ${markdownCell(titleOf(object))} | ${markdownCell(placeOf(object) ?? '')} | ${changes.map(markdownCell).join('<br>')} |`;
  const left = ({ object, reason }: LeftAlone): string => `- ${markdownCell(titleOf(object))}: ${markdownCell(reason)}`;
  return [
    '# Less privilege',
    '',
    ...(source === undefined ? [] : [`Log: ${markdownCell(source)}.`, '']),
    changed.proof.holds ? '**The proof holds.**' : '**The proof does not hold.**',
    '',
    ...describeEditProof(changed.proof, hasLog).map((text) => `- ${markdownCell(text)}`),
    '',
    ...(made.length > 0 ? ['| object | place | change |', '|---|---|---|', ...made.map(row), ''] : ['Nothing to change.', '']),
    ...(plan.left.length + changed.refused.length > 0
      ? ['## Left as it is', '', ...changed.refused.map(left), ...plan.left.map(left), '']
      : []),
    ...(cautions.length > 0 ? ['## What it cannot know', '', ...cautions.map((text) => `- ${markdownCell(text)}`), ''] : []),
  ].join('\n');
}

export function planJson({ plan, changed, isWritten, cautions, placeOf }: PlanReport): Readonly<Record<string, unknown>> {
  const refused = new Set(changed.refused.map(({ object }) => object));
  const named = (object: PolicyObject): Readonly<Record<string, unknown>> => ({
    object: { kind: object.kind, ...(object.namespace === undefined ? {} : { namespace: object.namespace }), name: object.name },
    place: placeOf(object),
  });
  return {
    written: isWritten,
    changes: plan.changes.filter(({ object }) => !refused.has(object)).map(({ object, changes }) => ({ ...named(object), changes })),
    left: [...changed.refused, ...plan.left].map(({ object, reason }) => ({ ...named(object), reason })),
    files: changed.files.map(({ name }) => name),
    proof: editProofJson(changed.proof),
    cautions,
  };
}

function titleOf({ kind, namespace, name }: PolicyObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
