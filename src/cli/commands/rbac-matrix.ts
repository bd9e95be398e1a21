import pc from 'picocolors';
import { type MatrixRow, POWERS, type Power, type PowerReach, powerMatrix } from '../../engines/rbac/index.ts';
import { plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { proofJson, subjectJson } from '../access/describe.ts';
import { type AccessState, readAccess } from '../access/read-access.ts';
import { finish, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';

/** Shows who holds which dangerous permission. */
export async function run({ options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const access = readAccess(options);
  const isAll = options['all'] === true;
  const tables = access.states.map((state) => ({ state, rows: powerMatrix(state.authorizer).filter((row) => isAll || isShown(row)) }));
  writeResults(outputs, options, (format, style) => {
    if (format === 'json')
      return safeJson({
        schemaVersion: 1,
        powers: POWERS.map(({ id, title, rank }) => ({ id, title, rank })),
        matrices: tables.map(matrixJson),
      });
    if (format === 'csv') return tables.map(({ state, rows }, index) => renderCsv(state, rows, index === 0, tables.length > 1)).join('');
    return tables.map(({ state, rows }) => render(rows, style, worldTitle(state.worlds, tables.length))).join('\n');
  });
  return finish(access, options);
}

/** The cluster's own parts need their rights, who has none needs no row, and what somebody has from a group stands in the group's row. */
function isShown({ subject, powers }: MatrixRow): boolean {
  return powers.some(({ through }) => !through.binding.isAssumed && (subject.kind === 'Group' || through.subject.kind !== 'Group'));
}

/** `C` in the whole cluster, `n` in namespaces, `o` only objects of certain names. */
const LETTERS = { cluster: 'C', namespaces: 'n', names: 'o' } as const;

function render(rows: readonly MatrixRow[], style: TerminalStyle, title: string | undefined): string {
  const colors = pc.createColors(style.colour);
  const used = POWERS.filter((power) => rows.some(({ powers }) => powers.some((one) => one.power === power)));
  const lines: string[] = title ? [colors.bold(title)] : [];
  if (rows.length === 0)
    return `${[...lines, 'nobody holds a dangerous permission but parts of the cluster itself (--all shows them)'].join('\n')}\n`;
  const longest = Math.max(...rows.map(({ subject }) => shortName(subject).length));
  const width = Math.min(longest, Math.max(24, style.columns - used.length * 2 - 2));
  const mark = (index: number): string => String.fromCharCode(65 + index);
  lines.push(colors.bold(`${'SUBJECT'.padEnd(width)}  ${used.map((_, index) => mark(index)).join(' ')}`));
  for (const { subject, powers } of rows) {
    const shown = cutMiddle(shortName(subject), width).padEnd(width);
    const cells = used.map((power) => {
      const reach = powers.find((one) => one.power === power);
      return reach ? paintOf(power, reach, colors)(LETTERS[reach.scope]) : colors.dim('·');
    });
    lines.push(`${shown}  ${cells.join(' ')}`.trimEnd());
  }
  lines.push('');
  for (const [index, power] of used.entries())
    lines.push(...wrapHanging(`  ${mark(index)}  `, power.id === power.title ? power.id : `${power.id}: ${power.title}`, style.columns));
  lines.push(
    '',
    ...wrapHanging(
      '',
      'C in the whole cluster, n in namespaces, o only objects of certain names; --format csv names the namespaces',
      style.columns,
    ),
  );
  lines.push(`${plural(rows.length, 'subject')}`);
  return `${lines.join('\n')}\n`;
}

/** As commands take it. */
function shortName({ kind, namespace, name }: MatrixRow['subject']): string {
  return safeText(kind === 'ServiceAccount' ? `sa:${namespace}/${name}` : `${kind.toLowerCase()}:${name}`);
}

/** Names that begin alike differ at their end. */
function cutMiddle(text: string, width: number): string {
  if (text.length <= width) return text;
  const start = Math.floor((width - 1) / 3);
  return `${text.slice(0, start)}…${text.slice(text.length - (width - 1 - start))}`;
}

function paintOf({ rank }: Power, { scope }: PowerReach, colors: ReturnType<typeof pc.createColors>): (text: string) => string {
  if (scope === 'names') return (text) => text;
  return scope === 'cluster' && rank <= 2 ? colors.red : colors.yellow;
}

function renderCsv({ worlds }: AccessState, rows: readonly MatrixRow[], isFirst: boolean, hasWorlds: boolean): string {
  const header = [...(hasWorlds ? ['alternative'] : []), 'kind', 'namespace', 'name', ...POWERS.map(({ id }) => id)];
  const lines = rows.map(({ subject, powers }) => [
    ...(hasWorlds ? [worlds.join(' ')] : []),
    subject.kind,
    subject.namespace,
    subject.name,
    ...POWERS.map((power) => {
      const reach = powers.find((one) => one.power === power);
      if (!reach) return '';
      const where = reach.namespaces.length === 0 ? ['cluster'] : reach.namespaces;
      return `${where.join(' ')}${reach.scope === 'names' ? ' (certain names)' : ''}`;
    }),
  ]);
  return [...(isFirst ? [header] : []), ...lines].map((cells) => `${cells.map(csvCell).join(',')}\n`).join('');
}

/** RFC 4180. A cell that a spreadsheet would take for a formula gets a quote before it. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function matrixJson({
  state,
  rows,
}: {
  readonly state: AccessState;
  readonly rows: readonly MatrixRow[];
}): Readonly<Record<string, unknown>> {
  return {
    ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
    subjects: rows.map(({ subject, powers }) => ({
      subject: subjectJson(subject),
      powers: powers.map(({ power, scope, namespaces, through }) => ({
        id: power.id,
        scope,
        namespaces,
        through: proofJson(through, state),
      })),
    })),
  };
}
