import pc from 'picocolors';
import { type AttackPath, describeStart, type ProvenFixSet, separatePaths, writeEdit } from '../../attack/index.ts';
import type { FieldEdit } from '../../core/index.ts';
import { formatPorts } from '../../engines/network/index.ts';
import {
  escapeForeign,
  fence,
  HiddenText,
  type PathsFix,
  plural,
  safeJson,
  safeLines,
  safeText,
  unifiedDiff,
  wrapHanging,
} from '../../report/index.ts';
import { describeChange } from '../access/describe.ts';
import { describeEnd } from '../network/describe.ts';
import type { TerminalStyle } from '../terminal.ts';
import type { AttackReading, AttackState } from './read-attack.ts';
import { tellPath } from './tell-path.ts';

const MOST = 8;

export function renderFix(proof: ProvenFixSet, reading: AttackReading, style: TerminalStyle, isWritten: boolean): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = [];
  const add = (indent: string, text: string, paint: (text: string) => string = (one) => one): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns).map(paint));
  };
  const words = fixWords(proof, reading);
  add('', words.headline, colors.bold);
  for (const [index, { title, effect, without }] of words.edits.entries()) {
    lines.push('');
    add(`  ${`${index + 1}.`.padEnd(4)}`, title, colors.green);
    add('      ', effect);
    add('      ', without);
  }
  for (const [heading, texts] of words.lists) {
    lines.push('');
    add('', heading, colors.bold);
    for (const text of texts.slice(0, MOST)) add('  - ', text);
    if (texts.length > MOST) add('  - ', `and ${texts.length - MOST} more`);
  }
  lines.push('');
  for (const text of words.commands) lines.push(safeLines(text));
  if (!isWritten) lines.push(words.diff);
  if (words.verdict !== '') add('', words.verdict);
  return `${lines.join('\n')}\n`;
}

/** The edits with what they end and may break, what is lost, what is left, and the verdict on the proof. */
export function fixWords(proof: ProvenFixSet, reading: AttackReading): PathsFix {
  const { edits, before, left } = proof;
  const lists: [string, string[]][] = [
    ['left open', left.map(inOneLine)],
    ['requests that are not allowed any more', proof.lostRequests.map(describeChange)],
    ['connections that are not possible any more', closedFlows(proof)],
    ['not made', proof.applied.refused.map(({ edit, reason }) => `${edit.title}: ${reason}`)],
  ];
  return {
    headline: headline(proof),
    edits: edits.map(({ edit, closes, witness }) => ({
      title: edit.title,
      effect: `ends ${plural(closes, 'way')}${edit.risk === '' ? '; nothing is known that it breaks' : `; may break: ${edit.risk}`}`,
      without: witness
        ? `without it: ${inOneLine(witness.path)}`
        : 'without it nothing that was asked for is reached: the other edits would do',
    })),
    lists: lists.filter(([, texts]) => texts.length > 0),
    commands: commandsOf(proof),
    diff: diffOf(proof, reading),
    verdict:
      before.length === 0
        ? ''
        : left.length === 0
          ? `proven: after the edits everything was read and derived anew, and none of this is reached: ${reachedWords(proof)}`
          : `after the edits ${plural(left.length, 'path')} of ${before.length} ${left.length === 1 ? 'is' : 'are'} left`,
  };
}

function headline({ before, edits, cost, bound, left }: ProvenFixSet): string {
  if (before.length === 0) return 'nothing that was asked for is reached, so there is nothing to fix';
  if (edits.length === 0) return 'no edit is known that ends these paths';
  const gap =
    bound < cost ? `, at most ${Math.round((cost / bound - 1) * 100)} % more costly than the best` : ', the cheapest set there is';
  return `${plural(edits.length, 'edit')} ${edits.length === 1 ? 'ends' : 'end'} ${left.length === 0 ? 'every path' : `${before.length - left.length} of ${before.length} paths`}${gap}`;
}

function reachedWords({ before }: ProvenFixSet): string {
  return [...new Set(before.map(({ target }) => target.title))].join(', ');
}

function inOneLine({ start, target, length }: AttackPath): string {
  return `${describeStart(start)} → ${target.title} in ${plural(length, 'step')}`;
}

function closedFlows({ closedFlows: flows }: ProvenFixSet): string[] {
  return [...Map.groupBy(flows, ({ to, closed }) => `${describeEnd(to)} ${formatPorts(closed)}`).values()].map((same) => {
    const [first] = same;
    if (!first) return '';
    const names = [...new Set(same.map(({ from }) => describeEnd(from)))];
    return `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''} → ${describeEnd(first.to)} (${formatPorts(first.closed)})`;
  });
}

function diffOf({ applied }: ProvenFixSet, { inventory }: AttackReading): string {
  const hidden = new HiddenText(inventory);
  return applied.files.map((file) => safeLines(unifiedDiff(file, (line) => hidden.lineAt(file.name, line)))).join('');
}

/** What to do to a cluster whose manifests are not at hand. */
function commandsOf({ applied }: ProvenFixSet): string[] {
  const scope = (namespace: string | undefined): string => (namespace === undefined ? '' : ` --namespace ${quote(namespace)}`);
  return [
    ...applied.patches.map(
      ({ object, edits }) =>
        `kubectl patch ${object.kind.toLowerCase()}${object.group === '' ? '' : `.${object.group}`} ${quote(object.name)}${scope(object.namespace)} --type json --patch ${quote(JSON.stringify(edits.flatMap((edit) => patchOf(edit, object.value))))}`,
    ),
    ...applied.deleted.map(({ kind, name, namespace }) => `kubectl delete ${kind.toLowerCase()} ${quote(name)}${scope(namespace)}`),
    ...applied.added.map((text) => `kubectl apply --filename - <<'END'\n${text}END`),
  ];
}

function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** As RFC 6902 has it; parents that are missing are made first. */
function patchOf(edit: FieldEdit, value: unknown): Readonly<Record<string, unknown>>[] {
  const pointer = (path: readonly (string | number)[]): string =>
    path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  if (edit.kind === 'remove') return [{ op: 'remove', path: pointer(edit.path) }];
  if (edit.kind !== 'set') return [];
  const made: Readonly<Record<string, unknown>>[] = [];
  let current: unknown = value;
  for (const [index, step] of edit.path.slice(0, -1).entries()) {
    current = current instanceof Object ? (current as Readonly<Record<string | number, unknown>>)[step] : undefined;
    if (current === undefined) made.push({ op: 'add', path: pointer(edit.path.slice(0, index + 1)), value: {} });
  }
  return [...made, { op: 'add', path: pointer(edit.path), value: edit.value }];
}

/** The proof as a document that can be checked again with --check-proof. */
export function proofJson(proof: ProvenFixSet, state: AttackState, reading: AttackReading): string {
  return safeJson({
    schemaVersion: 1,
    method: METHOD,
    from: proof.wanted.starts.map((start) => startWord(start)),
    weaknesses: proof.wanted.starts[0]?.weaknesses ?? 'one',
    targets: [...proof.wanted.targets],
    before: proof.before.map((path) => pathJson(path, state)),
    cost: proof.cost,
    lowerBound: proof.bound,
    edits: proof.edits.map(({ edit, closes, witness }) => ({
      ...writeEdit(edit),
      risk: edit.risk,
      cost: edit.cost,
      ends: closes,
      withoutIt: witness && pathJson(witness.path, state),
    })),
    left: proof.left.map((path) => pathJson(path, state)),
    lostRequests: proof.lostRequests.map(({ subject, rule, namespace }) => ({ subject, rule, namespace })),
    closedConnections: closedFlows(proof),
    refused: proof.applied.refused.map(({ edit, reason }) => ({ title: edit.title, reason })),
    diff: diffOf(proof, reading),
  });
}

const METHOD =
  'The edits were made in a copy. Everything was then read and derived again by every engine, and the targets are not reached from where the attacker stands. For each edit the same was done without it, and a path was there again. No set of the edits that are known costs less than the lower bound.';

function startWord(start: Parameters<typeof describeStart>[0]): string {
  if (start.kind === 'workload') return `${start.unit.object.kind.toLowerCase()}/${start.unit.namespace}/${start.unit.object.name}`;
  if (start.kind !== 'subject') return start.kind;
  const { kind, namespace, name } = start.subject;
  return kind === 'ServiceAccount' ? `sa:${namespace}/${name}` : `${kind.toLowerCase()}:${name}`;
}

function pathJson(path: AttackPath, state: AttackState): Readonly<Record<string, unknown>> {
  return {
    from: describeStart(path.start),
    target: path.target.id,
    steps: tellPath(path, state).map(({ says, premises, clause }) => ({
      step: clause.step?.id,
      says,
      premises: premises.map(({ kind, text }) => `${kind}: ${text}`),
    })),
  };
}

export function proofMarkdown(proof: ProvenFixSet, state: AttackState, reading: AttackReading): string {
  const path = (one: AttackPath): string[] => [
    `- **${escapeForeign(describeStart(one.start))} → ${escapeForeign(one.target.title)}**`,
    ...tellPath(one, state).map(
      ({ says, premises }, index) =>
        `  ${index + 1}. ${escapeForeign(says)}${premises.map(({ text }) => `; if ${escapeForeign(text)}`).join('')}`,
    ),
  ];
  return [
    `## Seawall: ${headline(proof)}`,
    '',
    METHOD,
    '',
    '### Before',
    '',
    ...separatePaths(proof.before).flatMap(({ path: one }) => path(one)),
    '',
    '### Edits',
    '',
    ...proof.edits.flatMap(({ edit, closes, witness }, index) => [
      `${index + 1}. ${escapeForeign(edit.title)} (ends ${plural(closes, 'way')}; ${edit.risk === '' ? 'nothing is known that it breaks' : `may break: ${escapeForeign(edit.risk)}`})`,
      ...(witness ? [`   - without it: ${escapeForeign(inOneLine(witness.path))}`] : []),
    ]),
    '',
    ...section('Left open', proof.left.flatMap(path)),
    ...section(
      'Requests that are not allowed any more',
      proof.lostRequests.map((change) => `- ${escapeForeign(describeChange(change))}`),
    ),
    ...section(
      'Connections that are not possible any more',
      closedFlows(proof).map((text) => `- ${escapeForeign(text)}`),
    ),
    ...(proof.applied.files.length > 0 ? ['### Diff', '', fence(diffOf(proof, reading)), ''] : []),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`### ${title}`, '', ...lines, ''];
}
