import process from 'node:process';
import pc from 'picocolors';
import {
  formatFieldPath,
  formatPlace,
  formatProblemPlace,
  formatSubject,
  type Place,
  type Problem,
  type Subject,
} from '../../core/index.ts';
import { POD_SECURITY_LEVELS, type PodSecurityLevel, type PodSecurityViolation, reachedLevel } from '../../engines/pod-security/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { formatVersion, type KubernetesVersion, type PodView } from '../../kubernetes/index.ts';
import { plural, safeText, wrapHanging } from '../../report/index.ts';
import { loadConfig } from '../config/load.ts';
import { settingOf, versionOf } from '../config/resolve.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import { isIncomplete, readInput } from '../read-input.ts';
import { ALLOW_INCOMPLETE, KUBERNETES_VERSION, NAMESPACE } from '../shared-options.ts';
import { type TerminalStyle, terminalStyle } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

interface Row {
  readonly subject: Subject;
  readonly place: Place;
  readonly level: PodSecurityLevel;
  readonly missing: readonly (PodSecurityViolation & { readonly places: readonly Place[] })[];
}

/** Shows the level of every pod; with `--level`, fails when one does not reach it. */
export async function run({ arguments: paths, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const config = loadConfig((options['config'] ?? process.env['SEAWALL_CONFIG']) as string | undefined, process.cwd());
  const input = readInput(paths, settingOf(NAMESPACE, options, process.env, config) as string | undefined);
  const version = versionOf(settingOf(KUBERNETES_VERSION, options, process.env, config), input.inventory.snapshots);
  const rows = input.inventory.objects.flatMap((object) => object.pods.map((pod) => judge(object, pod, version)));
  const style = terminalStyle(options['color']);
  for (const { format, file } of outputs.length > 0 ? outputs : [{ format: undefined, file: undefined }]) {
    const look = file === undefined ? style : { ...style, colour: false };
    writeOutput(format === 'json' ? renderJson(rows, input.problems, version) : renderTable(rows, input.problems, version, look), file);
  }
  const wanted = POD_SECURITY_LEVELS.indexOf((options['level'] as PodSecurityLevel | undefined) ?? 'privileged');
  const reasons: ExitReason[] = [...input.reasons];
  if (rows.some(({ level }) => POD_SECURITY_LEVELS.indexOf(level) < wanted)) reasons.push('findings');
  if (rows.length === 0) reasons.push('nothing');
  if (isIncomplete(input.problems) && settingOf(ALLOW_INCOMPLETE, options, process.env, config) !== true) reasons.push('incomplete');
  return reasons;
}

function judge(object: InventoryObject, pod: PodView, version: KubernetesVersion): Row {
  const { level, missing } = reachedLevel(pod, version);
  return {
    subject: {
      kind: 'object',
      apiVersion: object.apiVersion,
      type: object.kind,
      ...(object.namespace === undefined ? {} : { namespace: object.namespace }),
      name: object.name,
    },
    place: object.locate(pod.path).place,
    level,
    missing: missing.map((violation) => ({ ...violation, places: violation.fields.map(({ path }) => object.locate(path).place) })),
  };
}

function renderJson(rows: readonly Row[], problems: readonly Problem[], version: KubernetesVersion): string {
  return `${JSON.stringify({ schemaVersion: 1, kubernetesVersion: formatVersion(version), workloads: rows, problems }, undefined, 2)}\n`;
}

function renderTable(rows: readonly Row[], problems: readonly Problem[], version: KubernetesVersion, style: TerminalStyle): string {
  const colors = pc.createColors(style.colour);
  const paint = { privileged: colors.red, baseline: colors.yellow, restricted: colors.green };
  const lines: string[] = [];
  for (const level of POD_SECURITY_LEVELS) {
    const members = rows.filter((row) => row.level === level);
    if (members.length === 0) continue;
    const next = POD_SECURITY_LEVELS[POD_SECURITY_LEVELS.indexOf(level) + 1];
    const note = next ? `; what separates ${members.length === 1 ? 'it' : 'them'} from ${next}:` : '';
    lines.push(`${paint[level](colors.bold(level.toUpperCase()))}  ${plural(members.length, 'workload')}${note}`);
    for (const { subject, place, missing } of members) {
      lines.push(...wrapHanging('  ', `${safeText(formatSubject(subject))}  ${safeText(formatPlace(place))}`, style.columns));
      for (const { reason, detail, fields, places } of missing) {
        lines.push(...wrapHanging('    - ', safeText(`${reason}: ${detail}`), style.columns));
        const shown = fields.slice(0, 4).map(({ path }, index) => `${formatFieldPath(path)} (line ${places[index]?.range.start.line})`);
        lines.push(
          ...wrapHanging(
            '      ',
            safeText(`${shown.join(', ')}${fields.length > 4 ? `, and ${fields.length - 4} more` : ''}`),
            style.columns,
          ).map(colors.dim),
        );
      }
    }
    lines.push('');
  }
  const open = problems.filter(({ code }) => code !== 'notice');
  if (open.length > 0) {
    lines.push(colors.bold(`NOT EVALUATED  ${plural(open.length, 'problem')}`));
    for (const problem of open.slice(0, 10))
      lines.push(...wrapHanging('  ', safeText(`${formatProblemPlace(problem)}  ${problem.message}`), style.columns));
    if (open.length > 10) lines.push(`  ... and ${open.length - 10} more: --format json`);
    lines.push('');
  }
  const counts = POD_SECURITY_LEVELS.map((level) => `${rows.filter((row) => row.level === level).length} ${level}`);
  lines.push(
    rows.length === 0
      ? 'no pods in what was read'
      : `${plural(rows.length, 'workload')} by the standards of ${formatVersion(version)}: ${counts.join(', ')}`,
  );
  return `${lines.join('\n')}\n`;
}
