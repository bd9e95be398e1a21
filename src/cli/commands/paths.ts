import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import pc from 'picocolors';
import {
  type AnalysisOptions,
  type AttackPath,
  type BlastRadius,
  blastRadius,
  compareRadius,
  createSurvey,
  describeStart,
  drawPaths,
  type ProvenFixSet,
  type Start,
  type Story,
  type Survey,
  TARGETS,
} from '../../attack/index.ts';
import { formatProblemPlace } from '../../core/index.ts';
import { loadPathsRenderer, type PathsFix, plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { finish, worldTitle, writeResults } from '../answers.ts';
import { checkProof } from '../attack/check-proof.ts';
import { collectPaths } from '../attack/collect-paths.ts';
import { fixPaths, wantedOf, writeFixes } from '../attack/fix-paths.ts';
import { parseJewel, readStarts, type Starts } from '../attack/questions.ts';
import { type AttackReading, type AttackState, readAttack } from '../attack/read-attack.ts';
import { renderDot, renderMermaid } from '../attack/render-drawing.ts';
import { fixWords, proofJson, proofMarkdown, renderFix } from '../attack/render-fix.ts';
import { layOver, renderMatrices } from '../attack/render-matrix.ts';
import { radiusJson, renderRanking } from '../attack/render-ranking.ts';
import { tellGrants, tellPath } from '../attack/tell-path.ts';
import { loadConfig } from '../config/load.ts';
import type { ExitReason } from '../exit-codes.ts';
import { readLog } from '../least-privilege/read-log.ts';
import type { Invocation, OptionValues, Output } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import type { TerminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { readVersion } from '../version.ts';

/** Formats that are pictures of paths. */
const DRAWN: ReadonlySet<string> = new Set(['html', 'dot', 'mermaid']);

interface Answer {
  readonly state: AttackState;
  readonly starts: Starts;
  readonly survey: Survey;
  /** What falls with what, the worst first; empty unless asked for. */
  readonly radii: readonly BlastRadius[];
}

/** Shows how a cluster falls; exits with 1 where the internet, or what `--from` names, reaches what must not fall. */
export async function run({ arguments: paths, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const drawn = outputs.find(({ format }) => format !== undefined && DRAWN.has(format));
  if (drawn && options['ranking'] === true) throw new UsageError(`--ranking says nothing to --format ${drawn.format}`);
  const words = listOption(options['to']);
  const ids = new Set(TARGETS.map(({ id }) => id));
  const config = loadConfig((options['config'] ?? process.env['SEAWALL_CONFIG']) as string | undefined, process.cwd());
  const named = words.filter((word) => !ids.has(word)).map(parseJewel);
  const jewels = [...named, ...(config.crownJewels ?? []).map(parseJewel)];
  const asked = options['auditLog'] === undefined ? undefined : await readLog({ auditLog: options['auditLog'] }, () => true);
  const question: AnalysisOptions = { jewels, ...(asked ? { log: asked.log } : {}) };
  const reading = readAttack(paths, options, question);
  const targets =
    words.length === 0
      ? undefined
      : new Set([
          ...words.filter((word) => ids.has(word)),
          ...named.map((one) => `${one.kind}:${one.namespace}${one.name === '' ? '' : `/${one.name}`}`),
        ]);
  const most = options['all'] === true ? Number.POSITIVE_INFINITY : MOST_STARTS;
  const answers: Answer[] = [];
  const { isInterrupted, leave } = watchInterrupts();
  for (const state of reading.states) {
    const starts = readStarts(options, state);
    const survey = createSurvey(state.analysis, targets ? { targets } : {});
    const radii: BlastRadius[] = [];
    let looked = 0;
    for (const start of starts.list.slice(0, most)) {
      if (isInterrupted()) break;
      if (options['ranking'] !== true) survey.add(start);
      else if (start.kind !== 'internet') radii.push(blastRadius(state.analysis, start));
      // Signals are only heard between turns.
      if (++looked % TURN === 0) await setImmediate();
    }
    answers.push({ state, starts, survey: survey.finish(starts.list.length - looked), radii: radii.sort(compareRadius) });
  }
  leave();
  if (reading.states.length === 0 && reading.reasons.length === 0) throw new UsageError('there is no Kubernetes object in what was read');
  if (options['checkProof'] !== undefined) return checkProof(String(options['checkProof']), reading, options);
  if (options['fix'] === true || options['apply'] === true || options['proof'] !== undefined)
    return await fix(reading, answers, options, question, outputs);
  const page = await pageRenderer(reading, answers, outputs);
  const matrices = options['matrix'] === true ? answers.map(({ survey }) => layOver(reading, survey)) : undefined;
  writeResults(outputs, options, (format, style) => {
    switch (format) {
      case 'json':
        return safeJson({
          schemaVersion: 1,
          answers: answers.map((one, index) => ({
            ...(options['ranking'] === true ? { ranking: one.radii.map(radiusJson) } : answerJson(one)),
            ...(matrices ? { matrices: matrices[index] } : {}),
          })),
        });
      case 'html':
        return page([]);
      case 'dot':
        return answers.map((one) => renderDot(drawingOf(one))).join('\n');
      case 'mermaid':
        return answers.map((one) => renderMermaid(drawingOf(one))).join('\n');
      default:
        if (options['ranking'] === true) return answers.map(({ radii }) => renderRanking(radii, style, options['all'] === true)).join('\n');
        return matrices
          ? matrices.map((one) => renderMatrices(one, style)).join('\n')
          : answers.map((one) => render(one, style, options['all'] === true, worldTitle(one.state.worlds, answers.length))).join('\n');
    }
  });
  const isReached = answers.some(({ survey, starts }) => survey.stories.some(({ path }) => starts.isAsked(path.start)));
  return [
    ...finish(reading, options, asked?.problems),
    ...(isReached ? (['findings'] as const) : []),
    ...(isInterrupted() ? (['interrupted'] as const) : []),
  ];
}

function drawingOf({ state, survey }: Answer): ReturnType<typeof drawPaths> {
  return drawPaths(
    state.analysis.graph,
    survey.stories.map(({ path }) => path),
  );
}

/** Makes the page, with the fix of each answer where one was asked for; its program is loaded only where a page is wanted. */
async function pageRenderer(
  reading: AttackReading,
  answers: readonly Answer[],
  outputs: readonly Output[],
): Promise<(fixes: readonly PathsFix[]) => string> {
  const isWanted = outputs.some(({ format }) => format === 'html');
  const renderPage = isWanted ? await loadPathsRenderer() : undefined;
  return (fixes) =>
    renderPage?.({
      version: readVersion(),
      problems: reading.problems
        .filter(({ code }) => code !== 'notice')
        .map((problem) => ({ message: problem.message, place: formatProblemPlace(problem) })),
      worlds: answers.map(({ state, survey }, index) => collectPaths(state, survey, layOver(reading, survey), fixes[index])),
    }) ?? '';
}

/** Chooses, proves and, with `--apply`, makes the edits; exits with 1 where something is left open. */
async function fix(
  reading: AttackReading,
  answers: readonly Answer[],
  options: OptionValues,
  question: AnalysisOptions,
  outputs: readonly Output[],
): Promise<readonly ExitReason[]> {
  const isApplied = options['apply'] === true;
  if (isApplied && answers.length > 1)
    throw new UsageError(`these files hold ${answers.length} alternatives of one cluster`, {
      hint: 'name the folder of one of them to edit it',
    });
  const drawn = outputs.find(
    ({ format }) => format === 'dot' || format === 'mermaid' || (format === 'html' && options['proof'] !== undefined),
  );
  if (drawn) {
    throw new UsageError(`--format ${drawn.format} shows no ${options['proof'] === undefined ? 'edits' : 'proof'}`, {
      hint: 'write --fix --format html for a page with the edits',
    });
  }
  const page = await pageRenderer(reading, answers, outputs);
  const proofs = answers.map(({ state, starts, survey }) =>
    fixPaths(reading, state, wantedOf(survey, starts.isAsked, options), options, question),
  );
  const problems = isApplied ? proofs.flatMap(writeFixes) : [];
  writeResults(outputs, options, (format, style) => {
    if (format === 'html') return page(proofs.map((proof) => fixWords(proof, reading)));
    const texts = answers.map(({ state }, index) => {
      const proof = proofs[index] as ProvenFixSet;
      const title = worldTitle(state.worlds, answers.length);
      if (options['proof'] === 'markdown') return proofMarkdown(proof, state, reading);
      if (options['proof'] === 'json' || format === 'json') return proofJson(proof, state, reading);
      return `${title === undefined ? '' : `${title}\n`}${renderFix(proof, reading, style, isApplied)}`;
    });
    return texts.join('');
  });
  const isOpen = proofs.some(({ left }) => left.length > 0);
  return [...finish(reading, options, problems), ...(isOpen ? (['findings'] as const) : [])];
}

/** So many starts are looked at between two looks at signals. */
const TURN = 20;

/** The first interrupt ends the search and not the program: what is known by then is told. The second one does what it always does. */
function watchInterrupts(): { readonly isInterrupted: () => boolean; readonly leave: () => void } {
  const others = process.listeners('SIGINT');
  let interrupted = false;
  const restore = (): void => {
    process.off('SIGINT', stop);
    for (const listener of others) if (!process.listeners('SIGINT').includes(listener)) process.on('SIGINT', listener);
  };
  const stop = (): void => {
    interrupted = true;
    restore();
  };
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', stop);
  return { isInterrupted: () => interrupted, leave: restore };
}

const MOST_STARTS = 2000;
const MOST_STORIES = 12;
const MOST_NAMES = 4;

function render({ state, survey, starts }: Answer, style: TerminalStyle, isAll: boolean, title: string | undefined): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = title ? [colors.bold(title)] : [];
  const add = (indent: string, text: string, paint: (text: string) => string = (one) => one): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns).map(paint));
  };
  const sections = [
    ['from the internet', survey.stories.filter(({ path }) => path.start.kind === 'internet')],
    ['from an image registry', survey.stories.filter(({ path }) => path.start.kind === 'registry')],
    ['if a workload is taken', survey.stories.filter(({ path }) => path.start.kind === 'workload')],
    ['if a credential is taken', survey.stories.filter(({ path }) => path.start.kind === 'subject')],
  ] as const;
  for (const [name, stories] of sections) {
    if (stories.length === 0) continue;
    if (lines.length > 0) lines.push('');
    add('', name.toUpperCase(), colors.bold);
    for (const story of isAll ? stories : stories.slice(0, MOST_STORIES)) tell(story);
    if (!isAll && stories.length > MOST_STORIES)
      lines.push('', ...wrapHanging('', `and ${plural(stories.length - MOST_STORIES, 'more path')}: --all`, style.columns));
  }
  lines.push('');
  for (const text of summary(survey, starts, isAll)) add('', text);
  if (state.gaps.length > 0) {
    lines.push('');
    add('', 'not evaluated, or taken for granted', colors.bold);
    for (const gap of state.gaps) add('  - ', gap);
  }
  return `${lines.join('\n')}\n`;

  function tell({ path, starts: own, also }: Story): void {
    lines.push('');
    const names = own.map(describeStart);
    const who =
      names.length > MOST_NAMES && !isAll
        ? `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`
        : names.join(', ');
    add('', `${who} → ${path.target.title}`, colors.red);
    const steps = tellPath(path, state);
    const isOpen = steps.some(({ premises }) => premises.some(({ kind }) => kind !== 'usual'));
    add(
      '  ',
      `${steps.length === 0 ? 'from the start' : plural(steps.length, 'step')}${isOpen ? ', if what is said there holds' : ''}${onTheWay(also)}`,
    );
    if (steps.length === 0)
      for (const { text, place } of tellGrants(path, state)) add('      ', `${text}${place === undefined ? '' : `  ${place}`}`);
    for (const [index, { says, grounds, premises, clause }] of steps.entries()) {
      add(`  ${`${index + 1}.`.padEnd(4)}`, says, colors.yellow);
      for (const { text, place } of grounds) add('      ', `${text}${place === undefined ? '' : `  ${place}`}`);
      for (const { text, kind } of premises)
        add('      ', `${kind === 'not-evaluated' ? 'not evaluated: whether' : 'if'} ${text}`, colors.dim);
      if (isAll && clause.step) add('      ', [clause.step.id, ...clause.step.mitre, ...clause.step.microsoft].join('  '), colors.dim);
    }
  }
}

function onTheWay(also: readonly AttackPath[]): string {
  const names = also.filter(({ target }) => target.id !== 'persistence').map(({ target }) => target.title);
  return names.length > 0 ? `; with it fall ${names.join(', ')}` : '';
}

function summary({ stories, safe, leftOut }: Survey, { isDefault }: Starts, isAll: boolean): string[] {
  const reached = (kind: Start['kind']): number =>
    new Set(stories.filter(({ path }) => path.start.kind === kind).flatMap(({ starts }) => starts.map(describeStart))).size;
  const lines: string[] = [];
  const fromInternet = stories.filter(({ path }) => path.start.kind === 'internet').length;
  if (isDefault || fromInternet > 0 || safe.some(({ kind }) => kind === 'internet'))
    lines.push(
      fromInternet > 0
        ? `${plural(fromInternet, 'way')} from the internet to what must not fall`
        : 'no way from the internet to what must not fall',
    );
  const count = (kind: Start['kind'], noun: string): void => {
    const bad = reached(kind);
    const all = bad + safe.filter((one) => one.kind === kind).length;
    if (all > 0) lines.push(`${bad} of ${plural(all, noun)} would take something with ${all === 1 ? 'it' : 'them'} if taken`);
  };
  count('workload', 'workload');
  count('subject', 'account');
  if (leftOut > 0) lines.push(`${leftOut} more starts were not looked at${isAll ? '' : ': --all'}`);
  return lines;
}

function answerJson({ state, survey }: Answer): Readonly<Record<string, unknown>> {
  return {
    ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
    paths: survey.stories.map(({ path, starts, also }) => ({
      from: starts.map((start) => ({ kind: start.kind, name: describeStart(start) })),
      target: { id: path.target.id, title: path.target.title, worth: path.target.worth },
      effort: path.effort,
      steps: tellPath(path, state).map(({ says, grounds, premises, clause }) => ({
        step: clause.step?.id,
        says,
        mitre: clause.step?.mitre,
        microsoft: clause.step?.microsoft,
        premises,
        grounds,
      })),
      grants: tellGrants(path, state),
      also: also.map(({ target, effort }) => ({ id: target.id, title: target.title, effort })),
    })),
    safe: survey.safe.map((start) => ({ kind: start.kind, name: describeStart(start) })),
    leftOut: survey.leftOut,
    gaps: state.gaps,
  };
}
