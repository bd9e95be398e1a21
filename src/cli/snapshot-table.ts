import process from 'node:process';
import type { SnapshotResult } from '../inventory/sources/cluster/index.ts';
import { safeText } from '../report/index.ts';

type Taken = Exclude<SnapshotResult, { state: 'failed' }>;

const WIDTH = 100;
/** The largest kinds are named; the rest is a number. */
const KINDS_SHOWN = 10;
const LEFT_OUT_SHOWN = 8;

/** What was read and what was not, for standard error. */
export function renderSnapshotTable({ header, kinds, objects, bytes, file, state }: Taken): string {
  const read = kinds.filter((kind) => kind.state === 'read');
  const wrong = kinds.filter((kind) => kind.state !== 'read');
  const filled = read.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  const shown = filled.slice(0, KINDS_SHOWN);
  const rest = filled.slice(KINDS_SHOWN).reduce((sum, { count }) => sum + count, 0);
  const rows: (readonly [string, string])[] = [
    ...shown.map((kind): [string, string] => [number(kind.count), nameOf(kind)]),
    ...(rest > 0 ? [[number(rest), `of ${filled.length - KINDS_SHOWN} more kinds`] as const] : []),
  ];
  const width = Math.max(8, ...rows.map(([count]) => count.length));
  const torn = read.filter(({ consistent }) => consistent === false);
  const version = header.server.version === undefined ? '' : `, Kubernetes ${safeText(header.server.version)}`;
  return [
    `${safeText(header.context ?? '')} (${safeText(header.server.host)}${version})`,
    ...rows.map(([count, name]) => `${count.padStart(width)}  ${safeText(name)}`),
    `${number(objects).padStart(width)}  objects of ${read.length} kinds${read.length > filled.length ? `, ${read.length - filled.length} of them empty` : ''}`,
    ...section('not read', [
      ...notRead(wrong),
      ...header.failedGroups.map(({ group, version: one, reason }) => `${group}/${one}, all of it: ${reason}`),
    ]),
    ...section('expired while they were read, so changes in between may be missing', torn.map(nameOf)),
    ...section('left out', leftOut(header.leftOut)),
    '',
    header.secretValues === 'dropped'
      ? 'Values of Secrets were dropped; literal values in env, ConfigMaps and other objects are in the file.'
      : 'The file holds the values of all Secrets that were read: keep it as safe as the cluster.',
    ...(file === undefined
      ? []
      : [`${state === 'complete' ? 'written' : 'cut off'}: ${file} (${megabytes(bytes)}, readable by you alone)`]),
    '',
  ].join('\n');
}

/** Who may read little gets the same answer for each kind. */
function notRead(wrong: Taken['kinds']): string[] {
  const refused = wrong.filter(({ state }) => state === 'refused');
  const listed = refused.length > KINDS_SHOWN ? wrong.filter(({ state }) => state !== 'refused') : wrong;
  const [first] = refused;
  return [
    ...(first && refused.length > KINDS_SHOWN
      ? [
          `${refused.length} kinds refused, the first: ${first.reason ?? ''}`,
          `these are: ${refused.map(({ resource }) => resource).join(', ')}`,
        ]
      : []),
    ...listed.map((kind) => `${nameOf(kind)} ${kind.state}: ${kind.reason ?? ''}`),
  ];
}

function leftOut(all: Taken['header']['leftOut']): string[] {
  const byReason = Map.groupBy(all, ({ reason }) => reason);
  return [...byReason].map(([reason, items]) => {
    const names = items.slice(0, LEFT_OUT_SHOWN).map(nameOf).join(', ');
    const more = items.length > LEFT_OUT_SHOWN ? ` and ${items.length - LEFT_OUT_SHOWN} more` : '';
    return `${names}${more}: ${reason}`;
  });
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => cut(`  ${safeText(line)}`))];
}

/** A refusal by the API server is a long sentence, and all of it is in the file. */
function cut(line: string): string {
  const columns = Math.max(WIDTH, process.stderr.columns || 0, Number(process.env['COLUMNS']) || 0);
  return line.length > 2 * columns ? `${line.slice(0, 2 * columns - 3)}...` : line;
}

function nameOf({ group, resource }: { readonly group: string; readonly resource: string }): string {
  return group === '' ? resource : `${resource}.${group}`;
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
