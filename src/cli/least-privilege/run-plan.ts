import process from 'node:process';
import type { Problem } from '../../core/index.ts';
import type { PolicyPlan } from '../../engines/rbac/index.ts';
import { safeJson, unifiedDiff } from '../../report/index.ts';
import type { Access } from '../access/read-access.ts';
import { finish, writeResults } from '../answers.ts';
import { changeFile } from '../change-file.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation, OptionValues } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import { terminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { writeOutput } from '../write-output.ts';
import { changePolicy } from './change-policy.ts';
import { daysOf, describeLog, logNotices, logReasons } from './describe-log.ts';
import { type PlanReport, planJson, planMarkdown, planSections } from './plan-report.ts';
import type { ReadLog } from './read-log.ts';
import { renderSections } from './render.ts';
import { placesIn } from './use-report.ts';

/** A log of fewer days than this says little about what happens once a week. */
const MIN_DAYS = 7;

const SHORT_LOG = 'name a log of more days, look with --dry-run, or say with --min-days how many are enough';

/** Stops where the log is too short to take rights away by. A dry run only warns. */
export function checkSpan({ log }: ReadLog, options: OptionValues): string | undefined {
  const wanted = options['minDays'] === undefined ? MIN_DAYS : Number(options['minDays']);
  if (!Number.isFinite(wanted) || wanted < 0) throw new UsageError('--min-days must be a number of days');
  const days = daysOf(log);
  if (log.events === 0 || days >= wanted) return undefined;
  const message = `the log covers ${days.toFixed(1)} days, and ${wanted} are asked for`;
  if (options['dryRun'] !== true) throw new UsageError(message, { hint: SHORT_LOG });
  return `${message}: ${SHORT_LOG}`;
}

/** Stops where what is to be edited is no manifest. */
export function refuseSnapshot({ inputs }: Access): void {
  const snapshot = inputs.find((input) => input.snapshot);
  if (!snapshot) return;
  throw new UsageError(`${snapshot.name} is a snapshot of a cluster, and this edits manifests`, {
    hint: `seawall rbac generate --format table -f ${snapshot.name} --audit-log FILE shows what of it was used`,
  });
}

/** What a log cannot say, however long it is. */
export function cautionsOf({ log }: ReadLog): string[] {
  return [
    `what happens less often than every ${Math.max(1, Math.round(daysOf(log)))} days: yearly jobs, certificate renewal, restores, an on-call intervention`,
    'what starts when something fails: another replica becoming leader, a controller cleaning up',
    'what the audit policy does not log: a rule of level None, or omitted stages, hides requests from this proof',
  ];
}

function textOf({ inputs }: Access): string {
  return inputs.find(({ name }) => name === '-')?.text ?? '';
}

/** Makes a plan, proves it, shows or writes it. A plan whose proof does not hold is a bug, and nothing is written. */
export function runPlan(
  { options, outputs }: Invocation,
  access: Access,
  read: ReadLog | undefined,
  plan: PolicyPlan,
  further: { readonly cautions: readonly string[]; readonly notices: readonly string[] },
): readonly ExitReason[] {
  const changed = changePolicy(access, plan, read?.log, options);
  const isHeld = changed.proof.holds;
  const isDry = options['dryRun'] === true;
  const isFilter = listOption(options['from']).includes('-');
  const problems: Problem[] = [];
  if (isDry && isHeld) writeOutput(changed.files.map((file) => unifiedDiff(file)).join(''), undefined);
  else if (isHeld)
    problems.push(...changed.files.filter(({ name }) => name !== '-').flatMap((file) => changeFile(file, process.cwd()) ?? []));
  // What came from standard input goes to standard output, changed or not.
  if (isFilter && !isDry)
    writeOutput((isHeld ? changed.files.find(({ name }) => name === '-')?.after : undefined) ?? textOf(access), undefined);
  const placeOf = placesIn(access.states);
  const report: PlanReport = {
    plan,
    changed,
    hasLog: read !== undefined,
    source: read && describeLog(read),
    cautions: further.cautions,
    isWritten: !isDry && isHeld,
    placeOf: (object) => placeOf(object),
  };
  const proof = options['proof'];
  if ((isDry || isFilter) && outputs.every(({ file }) => file === undefined)) {
    const style = terminalStyle(options['color']);
    process.stderr.write(
      proof === 'markdown'
        ? planMarkdown(report)
        : proof === 'json'
          ? safeJson({ schemaVersion: 1, ...planJson(report) })
          : renderSections(planSections(report, options['all'] === true), style),
    );
  } else {
    writeResults(outputs, options, (format, style) => {
      if (proof === 'markdown') return planMarkdown(report);
      if (proof === 'json' || format === 'json') return safeJson({ schemaVersion: 1, ...planJson(report) });
      return renderSections(planSections(report, options['all'] === true), style);
    });
  }
  const notices = [...access.notices, ...further.notices, ...(read ? logNotices(read) : [])];
  const reasons = finish({ ...access, notices, problems: [...access.problems, ...(read?.problems ?? []), ...problems] }, options);
  if (read) reasons.push(...logReasons(read));
  if (!isHeld) reasons.push('bug');
  if (changed.refused.length > 0 || problems.length > 0) reasons.push('incomplete');
  return reasons;
}
