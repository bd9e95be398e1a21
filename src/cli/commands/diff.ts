import process from 'node:process';
import pc from 'picocolors';
import { type AttackPath, describeStart, surveyStarts } from '../../attack/index.ts';
import { CATALOGUE, compareWithKnown, countFindings, evaluateChecks, withConstraints } from '../../checks/index.ts';
import { compareSeverity, type Finding, formatPlace, formatSubject } from '../../core/index.ts';
import { difference, type FlowDifference, formatPorts, isEmptyPorts } from '../../engines/network/index.ts';
import { type AccessChange, accessDifference } from '../../engines/rbac/index.ts';
import { builtInResources } from '../../kubernetes/index.ts';
import { escapeForeign, placeOf, plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { describeAction, describeChange } from '../access/describe.ts';
import { finish, writeResults } from '../answers.ts';
import { readStarts } from '../attack/questions.ts';
import { type AttackReading, type AttackState, readAttack } from '../attack/read-attack.ts';
import { tellPath } from '../attack/tell-path.ts';
import { onlyState, readSides } from '../compare.ts';
import { loadConfig } from '../config/load.ts';
import { checkSettings, severityOf, versionOf } from '../config/resolve.ts';
import type { ExitReason } from '../exit-codes.ts';
import { describeEnd } from '../network/describe.ts';
import type { Invocation, OptionValues } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import type { TerminalStyle } from '../terminal.ts';

/** Everything that a change does to the safety of a cluster. */
interface Change {
  readonly opened: readonly TellablePath[];
  readonly closed: readonly TellablePath[];
  readonly fresh: readonly Finding[];
  readonly gone: readonly Finding[];
  readonly gained: readonly AccessChange[];
  readonly lost: readonly AccessChange[];
  readonly flowsOpened: readonly FlowDifference[];
  readonly flowsClosed: readonly FlowDifference[];
}

interface TellablePath {
  readonly path: AttackPath;
  readonly state: AttackState;
}

/** Joins what a change does to paths, findings, permissions and flows; with `--fail-on-new-path` exits with 1 where a path opens. */
export async function run({ arguments: sides, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const readSide = (values: OptionValues, from?: readonly string[], cwd?: string): AttackReading =>
    readAttack(from ?? listOption(values['from']), values, {}, cwd);
  const [before, after] = readSides(sides, options, 'seawall diff', readSide);
  const [old, now] = [onlyState(before.states, sides[0] ?? ''), onlyState(after.states, sides[1] ?? 'the current folder')];
  const change = await compare(before, after, old, now, options);
  writeResults(outputs, options, (format, style) => {
    if (format === 'json') return safeJson(changeJson(change));
    return format === 'markdown' ? renderMarkdown(change) : render(change, style);
  });
  const reasons = [...finish(before, options), ...finish(after, options)].filter((reason) => reason !== 'nothing');
  return [...reasons, ...(options['failOnNewPath'] === true && change.opened.length > 0 ? (['findings'] as const) : [])];
}

async function compare(
  before: AttackReading,
  after: AttackReading,
  old: AttackState,
  now: AttackState,
  options: OptionValues,
): Promise<Change> {
  const config = loadConfig((options['config'] ?? process.env['SEAWALL_CONFIG']) as string | undefined, process.cwd());
  const settings = await withConstraints(
    checkSettings(config, severityOf(options['severity'], 'low'), versionOf(undefined, after.inventory.snapshots), new Date()),
    before.inventory,
    after.inventory,
  );
  const [found, known] = [after, before].map(({ inventory }) => evaluateChecks(inventory, CATALOGUE, settings).findings) as [
    readonly Finding[],
    readonly Finding[],
  ];
  const resources = builtInResources();
  const access = accessDifference(old.scene.authorizer, now.scene.authorizer, resources);
  const { flows } = difference(old.scene.connectivity, now.scene.connectivity);
  return {
    opened: pathsOnlyOf(now, old),
    closed: pathsOnlyOf(old, now),
    fresh: compareWithKnown(found, countFindings(known)).fresh.toSorted(bySeverity),
    gone: compareWithKnown(known, countFindings(found)).fresh.toSorted(bySeverity),
    gained: access.gained,
    lost: access.lost,
    flowsOpened: flows.filter(({ opened }) => !isEmptyPorts(opened)),
    flowsClosed: flows.filter(({ closed }) => !isEmptyPorts(closed)),
  };
}

function bySeverity(a: Finding, b: Finding): number {
  return compareSeverity(b.severity, a.severity);
}

/** Paths from starts to targets that the other state does not have, the worst first. */
function pathsOnlyOf(state: AttackState, other: AttackState): TellablePath[] {
  const known = new Set(pairsOf(other).map(keyOf));
  return pairsOf(state)
    .filter((path) => !known.has(keyOf(path)))
    .map((path) => ({ path, state }));
}

const MOST_STARTS = 500;

function pairsOf(state: AttackState): AttackPath[] {
  const { stories } = surveyStarts(state.analysis, readStarts({}, state).list, MOST_STARTS);
  return stories.flatMap(({ path, starts, also }) => starts.flatMap((start) => [path, ...also].map((one) => ({ ...one, start }))));
}

function keyOf({ start, target }: AttackPath): string {
  return `${start.kind} ${start.kind === 'workload' ? `${start.unit.namespace}/${start.unit.object.name}` : describeStart(start)} ${target.id}`;
}

/** What falls to the same start is told once; whoever gets everything gets the rest too. */
function distinct(paths: readonly TellablePath[]): { readonly one: TellablePath; readonly targets: readonly string[] }[] {
  const groups = [...Map.groupBy(paths, ({ path }) => describeStart(path.start)).values()].map((same) => {
    const whole = same.find(({ path }) => path.target.id === 'cluster-admin');
    return { one: whole ?? (same[0] as TellablePath), targets: (whole ? [whole] : same).map(({ path }) => path.target.title) };
  });
  // What is open to everybody comes first.
  return groups.toSorted((a, b) => Number(b.one.path.start.kind === 'internet') - Number(a.one.path.start.kind === 'internet'));
}

const MOST = 10;

function render(change: Change, style: TerminalStyle): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = [];
  const add = (indent: string, text: string, paint: (text: string) => string = (one) => one): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns).map(paint));
  };
  const section = <T>(heading: string, items: readonly T[], tell: (item: T) => void): void => {
    if (items.length === 0) return;
    lines.push(colors.bold(heading));
    for (const item of items.slice(0, MOST)) tell(item);
    if (items.length > MOST) add('  ', `and ${items.length - MOST} more`);
    lines.push('');
  };
  section('PATHS OPENED', distinct(change.opened), ({ one: { path, state }, targets }) => {
    add('+ ', `${describeStart(path.start)} → ${targets.join(', ')}`, colors.red);
    for (const [index, { says, grounds, premises }] of tellPath(path, state).entries()) {
      add(`  ${`${index + 1}.`.padEnd(4)}`, says);
      for (const { text, place } of grounds) add('      ', `${text}${place === undefined ? '' : `  ${place}`}`, colors.dim);
      for (const { text } of premises) add('      ', `if ${text}`, colors.dim);
    }
  });
  section('PATHS CLOSED', distinct(change.closed), ({ one: { path }, targets }) =>
    add('- ', `${describeStart(path.start)} → ${targets.join(', ')}`, colors.dim),
  );
  section('NEW FINDINGS', change.fresh, (finding) => add('+ ', describeFinding(finding), colors.yellow));
  section('FINDINGS GONE', change.gone, (finding) => add('- ', describeFinding(finding), colors.dim));
  section('PERMISSIONS GAINED', change.gained, (one) => {
    add('+ ', describeChange(one), colors.yellow);
    add('    ', `witness: ${describeAction(one.witness)}`);
  });
  section('PERMISSIONS LOST', change.lost, (one) => add('- ', describeChange(one), colors.dim));
  section('FLOWS OPENED', change.flowsOpened, (flow) => add('+ ', describeFlow(flow, 'opened'), colors.yellow));
  section('FLOWS CLOSED', change.flowsClosed, (flow) => add('- ', describeFlow(flow, 'closed'), colors.dim));
  add('', tally(change));
  return `${lines.join('\n')}\n`;
}

function describeFinding(finding: Finding): string {
  return `${finding.severity} ${finding.check}  ${formatSubject(finding.subject)}: ${finding.message}  ${formatPlace(placeOf(finding))}`;
}

function describeFlow(flow: FlowDifference, ports: 'opened' | 'closed'): string {
  return `${describeEnd(flow.from)} → ${describeEnd(flow.to)}: ${formatPorts(flow[ports])}`;
}

function tally(change: Change): string {
  const pair = (noun: string, more: readonly unknown[], less: readonly unknown[], verbs: readonly [string, string]): string =>
    `${plural(more.length, noun)} ${verbs[0]}, ${less.length} ${verbs[1]}`;
  return [
    pair('path', distinct(change.opened), distinct(change.closed), ['opened', 'closed']),
    pair('finding', change.fresh, change.gone, ['new', 'gone']),
    pair('permission', change.gained, change.lost, ['gained', 'lost']),
    pair('flow', change.flowsOpened, change.flowsClosed, ['opened', 'closed']),
  ].join('; ');
}

/** One comment for a pull request. */
function renderMarkdown(change: Change): string {
  const section = (title: string, items: readonly string[]): string[] => {
    if (items.length === 0) return [];
    const more = items.length > MOST ? [`- and ${items.length - MOST} more`] : [];
    return [`### ${title}`, '', ...items.slice(0, MOST), ...more, ''];
  };
  const item = (text: string): string => `- ${escapeForeign(text)}`;
  return [
    `## Seawall: ${tally(change)}`,
    '',
    ...section(
      'Attack paths opened',
      distinct(change.opened).map(({ one: { path, state }, targets }) =>
        [
          `- **${escapeForeign(`${describeStart(path.start)} → ${targets.join(', ')}`)}**`,
          ...tellPath(path, state).map(
            ({ says, premises }, index) =>
              `  ${index + 1}. ${escapeForeign(says)}${premises.map(({ text }) => `; if ${escapeForeign(text)}`).join('')}`,
          ),
        ].join('\n'),
      ),
    ),
    ...section(
      'Attack paths closed',
      distinct(change.closed).map(({ one, targets }) => item(`${describeStart(one.path.start)} → ${targets.join(', ')}`)),
    ),
    ...section(
      'New findings',
      change.fresh.map((finding) => item(describeFinding(finding))),
    ),
    ...section(
      'Findings gone',
      change.gone.map((finding) => item(describeFinding(finding))),
    ),
    ...section(
      'Permissions gained',
      change.gained.map((one) => item(`${describeChange(one)}; for example: ${describeAction(one.witness)}`)),
    ),
    ...section(
      'Permissions lost',
      change.lost.map((one) => item(describeChange(one))),
    ),
    ...section(
      'Flows opened',
      change.flowsOpened.map((flow) => item(describeFlow(flow, 'opened'))),
    ),
    ...section(
      'Flows closed',
      change.flowsClosed.map((flow) => item(describeFlow(flow, 'closed'))),
    ),
  ].join('\n');
}

function changeJson(change: Change): Readonly<Record<string, unknown>> {
  const paths = (list: readonly TellablePath[]): unknown =>
    list.map(({ path, state }) => ({
      from: describeStart(path.start),
      target: path.target.id,
      steps: tellPath(path, state).map(({ says, premises, clause }) => ({ step: clause.step?.id, says, premises })),
    }));
  const findings = (list: readonly Finding[]): unknown =>
    list.map((finding) => ({
      check: finding.check,
      severity: finding.severity,
      subject: formatSubject(finding.subject),
      message: finding.message,
      place: placeOf(finding),
    }));
  const access = (list: readonly AccessChange[]): unknown =>
    list.map(({ subject, namespace, rule, witness }) => ({ subject, namespace, rule, witness }));
  const flows = (list: readonly FlowDifference[], ports: 'opened' | 'closed'): unknown =>
    list.map((flow) => ({ from: describeEnd(flow.from), to: describeEnd(flow.to), ports: formatPorts(flow[ports]) }));
  return {
    schemaVersion: 1,
    pathsOpened: paths(change.opened),
    pathsClosed: paths(change.closed),
    findingsNew: findings(change.fresh),
    findingsGone: findings(change.gone),
    permissionsGained: access(change.gained),
    permissionsLost: access(change.lost),
    flowsOpened: flows(change.flowsOpened, 'opened'),
    flowsClosed: flows(change.flowsClosed, 'closed'),
  };
}
