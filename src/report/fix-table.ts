import pc from 'picocolors';
import { compareText, describeEdit, formatPlace, formatProblemPlace, formatSubject, type Problem } from '../core/index.ts';
import type { FixOutcome, FixPlan, OpenQuestion } from '../fix/index.ts';
import type { RenderOptions } from './formats.ts';
import { placeOf } from './report.ts';
import { safeText } from './safe-text.ts';
import { plural, wrapHanging } from './wrap.ts';

export interface FixSummary {
  readonly plan: FixPlan;
  readonly questions: readonly OpenQuestion[];
  /** Of reading, and of writing. */
  readonly problems: readonly Problem[];
  /** Whether the files were changed. */
  readonly written: boolean;
}

const SHOWN = 8;

/** What was fixed and what was not, for people. */
export function renderFixTable({ plan, questions, problems, written }: FixSummary, { colour, columns, all }: RenderOptions): string {
  const colors = pc.createColors(colour);
  const lines: string[] = [];
  const add = (indent: string, text: string): void => {
    lines.push(...wrapHanging(indent, safeText(text), columns));
  };
  const made = plan.outcomes.filter(({ state }) => state === 'made');
  for (const [file, outcomes] of Map.groupBy(made, ({ finding }) => placeOf(finding).file)) {
    lines.push(`${colors.green(written ? 'FIXED' : 'WOULD FIX')}  ${safeText(file)}`);
    for (const { finding, fix } of outcomes) {
      add(
        '  ',
        `${placeOf(finding).range.start.line}: ${finding.check}  ${formatSubject(finding.subject)}: ${fix.edits.map(describeEdit).join('; ')}`,
      );
    }
    lines.push('');
  }
  if (made.length > 0) {
    lines.push(colors.bold('What the fixes may break'));
    for (const text of unique(made.map(({ fix }) => fix.breaks))) add('  - ', text);
    lines.push('');
  }
  const refused = plan.outcomes.filter(({ state }) => state === 'refused');
  if (refused.length > 0) {
    lines.push(`${colors.yellow('NOT FIXED')}  ${plural(refused.length, 'finding')} with a fix that could not be made or proven`);
    for (const { finding, reason } of cut(refused, all)) add('  ', `${formatPlace(placeOf(finding))}  ${finding.check}: ${reason}`);
    if (!all && refused.length > SHOWN) lines.push(`  ... and ${refused.length - SHOWN} more: --proof markdown`);
    lines.push('');
  }
  const risky = plan.outcomes.filter(({ state }) => state === 'risky');
  if (risky.length > 0) {
    lines.push(`${colors.yellow('LEFT')}  ${plural(risky.length, 'finding')} with a fix that may break a program: --allow-risky`);
    for (const [check, outcomes] of groupByCheck(risky)) add('  ', `${check} (${outcomes.length}): may break ${outcomes[0]?.fix.breaks}`);
    lines.push('');
  }
  for (const { subject, place, level, questions: open } of questions) {
    lines.push(
      ...wrapHanging(
        '',
        `${colors.yellow('UNDECIDED')}  ${safeText(formatSubject(subject))} stays ${level}  ${safeText(formatPlace(place))}`,
        columns,
      ),
    );
    for (const { control, detail, howToFindOut } of open) {
      add('  - ', `${control}: ${detail}`);
      add('    ', howToFindOut);
    }
    lines.push('');
  }
  if (problems.length > 0) {
    lines.push(`${colors.yellow('NOT EVALUATED')}  ${plural(problems.length, 'problem')}`);
    for (const problem of cut(problems, all)) add('  ', `${formatProblemPlace(problem)}  ${problem.message}`);
    if (!all && problems.length > SHOWN) lines.push(`  ... and ${problems.length - SHOWN} more`);
    lines.push('');
  }
  lines.push(...wrapHanging('', verdict(plan, made.length, written), columns));
  return `${lines.join('\n')}\n`;
}

function verdict({ before, after, difference, files }: FixPlan, made: number, written: boolean): string {
  if (made === 0) return `nothing to fix: ${plural(before.findings.length, 'finding')}, none with a fix that was asked for and holds`;
  const what = `${plural(made, 'fix', 'fixes')} in ${plural(files.length, 'file')}${written ? '' : ', not written'}`;
  const proof = `everything was judged again: ${difference.gone.length} of ${plural(before.findings.length, 'finding')} are gone, none is new, ${after.findings.length} are left`;
  return `${what}; ${proof}`;
}

function groupByCheck(outcomes: readonly FixOutcome[]): [string, FixOutcome[]][] {
  return [...Map.groupBy(outcomes, ({ finding }) => finding.check)].sort(([a], [b]) => compareText(a, b));
}

function cut<T>(items: readonly T[], all: boolean): readonly T[] {
  return all ? items : items.slice(0, SHOWN);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
