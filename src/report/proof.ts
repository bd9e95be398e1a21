import { describeEdit, type Finding, formatPlace, formatSubject } from '../core/index.ts';
import type { FileChange, FixOutcome, FixPlan, OpenQuestion } from '../fix/index.ts';
import type { Inventory } from '../inventory/index.ts';
import { unifiedDiff } from './diff.ts';
import { HiddenText } from './hidden-text.ts';
import { code, escapeForeign, escapeProse } from './markdown-text.ts';
import { placeOf } from './report.ts';
import { safeJson, safeLines } from './safe-text.ts';
import { plural } from './wrap.ts';

/** What a proof rests on, in words that hold for every plan. */
const METHOD =
  'Each fix was made in a copy. All files were then read and judged again, by every check: the findings that were fixed are gone, nothing that was not there before has appeared, and each changed document was compared value by value with what the edits say.';

/** The proof of a plan as Markdown, for a pull request. `inventory` is what was read, and says where secrets stand. */
export function renderProofMarkdown(plan: FixPlan, questions: readonly OpenQuestion[], inventory: Inventory): string {
  const hidden = new HiddenText(inventory);
  const made = plan.outcomes.filter(({ state }) => state === 'made');
  return [
    `## Seawall: ${plural(made.length, 'fix', 'fixes')} in ${plural(plan.files.length, 'file')}`,
    '',
    METHOD,
    '',
    `| | before | after |`,
    '|---|---|---|',
    `| findings | ${plan.before.findings.length} | ${plan.after.findings.length} |`,
    `| could not be evaluated | ${plan.before.problems.length} | ${plan.after.problems.length} |`,
    '',
    `Gone: ${plan.difference.gone.length}. New: ${plan.difference.appeared.length}.`,
    '',
    ...section(
      'Made',
      made,
      (one) => `${one.fix.edits.map((edit) => code(describeEdit(edit))).join(', ')}; may break ${escapeProse(one.fix.breaks)}`,
    ),
    ...section('Not made', stateOf(plan, 'refused'), ({ reason }) => escapeForeign(reason ?? '')),
    ...section('Left, since they may break a program', stateOf(plan, 'risky'), ({ fix }) => `may break ${escapeProse(fix.breaks)}`),
    ...questionLines(questions),
    ...plan.files.flatMap((file) => [`### ${escapeForeign(file.name)}`, '', fence(safeLines(diffWithoutSecrets(file, hidden))), '']),
  ].join('\n');
}

/** A proof is posted where others read it. */
function diffWithoutSecrets(file: FileChange, hidden: HiddenText): string {
  return unifiedDiff(file, (line) => hidden.lineAt(file.name, line));
}

function stateOf(plan: FixPlan, state: FixOutcome['state']): FixOutcome[] {
  return plan.outcomes.filter((outcome) => outcome.state === state);
}

function section(title: string, outcomes: readonly FixOutcome[], describe: (outcome: FixOutcome) => string): string[] {
  if (outcomes.length === 0) return [];
  return [`### ${title}`, '', ...outcomes.map((outcome) => `- ${headOf(outcome.finding)}: ${describe(outcome)}`), ''];
}

function headOf(finding: Finding): string {
  return `${code(formatPlace(placeOf(finding)))} ${code(finding.check)} ${escapeForeign(formatSubject(finding.subject))}`;
}

function questionLines(questions: readonly OpenQuestion[]): string[] {
  if (questions.length === 0) return [];
  const lines = questions.flatMap(({ subject, level, questions: open }) => [
    `- ${escapeForeign(formatSubject(subject))} stays ${level}`,
    ...open.map(({ control, detail, howToFindOut }) => `  - ${escapeForeign(`${control}: ${detail}`)}. ${escapeProse(howToFindOut)}`),
  ]);
  return ['### What cannot be decided here', '', ...lines, ''];
}

export function fence(diff: string): string {
  const longest = Math.max(2, ...[...diff.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}diff\n${diff.trimEnd()}\n${marks}`;
}

/** The same as data. */
export function renderProofJson(plan: FixPlan, questions: readonly OpenQuestion[], inventory: Inventory): string {
  const hidden = new HiddenText(inventory);
  const count = ({ findings, problems }: FixPlan['before']): unknown => ({ findings: findings.length, problems: problems.length });
  return safeJson({
    schemaVersion: 1,
    method: METHOD,
    before: count(plan.before),
    after: count(plan.after),
    gone: plan.difference.gone.map(describeFinding),
    appeared: plan.difference.appeared,
    fixes: plan.outcomes.map(({ finding, fix, state, reason }) => ({
      ...describeFinding(finding),
      state,
      ...(reason === undefined ? {} : { reason }),
      edits: fix.edits,
      mayBreak: fix.breaks,
      risky: fix.risky,
    })),
    questions,
    files: plan.files.map((file) => ({ name: file.name, diff: diffWithoutSecrets(file, hidden) })),
  });
}

function describeFinding(finding: Finding): Record<string, unknown> {
  return {
    check: finding.check,
    severity: finding.severity,
    subject: finding.subject,
    path: finding.path,
    place: placeOf(finding),
    message: finding.message,
  };
}
