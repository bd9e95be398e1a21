import type pc from 'picocolors';
import type { Check } from '../checks/index.ts';
import { type Finding, formatPlace, formatSubject, type Severity } from '../core/index.ts';
import type { RenderOptions } from './formats.ts';
import type { Weakness } from './group.ts';
import { placeOf } from './report.ts';
import { safeText } from './safe-text.ts';
import { wrapHanging } from './wrap.ts';

export type Colors = ReturnType<typeof pc.createColors>;

const PLACES_SHOWN = 5;

/** A weakness as lines of the table: heading, places, remedy. A message that all places share stands once, above them. */
export function weaknessLines(weakness: Weakness, check: Check | undefined, options: RenderOptions, colors: Colors): string[] {
  const { findings } = weakness;
  const shown = options.all ? findings : findings.slice(0, PLACES_SHOWN);
  const rest = findings.length - shown.length;
  const message = sharedMessage(findings);
  const places =
    message === undefined
      ? shown.flatMap((finding) => place(finding, '  ', `${formatSubject(finding.subject)}: ${finding.message}`, options, colors))
      : [
          ...wrapHanging('  ', safeText(message), options.columns),
          ...shown.flatMap((finding) => place(finding, '    ', formatSubject(finding.subject), options, colors)),
        ];
  return [
    ...heading(weakness, check, options, colors),
    ...places,
    ...(rest > 0 ? [colors.dim(`  ... and ${rest.toLocaleString('en-US')} more: --check ${weakness.check} --all`)] : []),
    ...(check ? wrapHanging('  fix: ', check.remedy.replace(/\s+/g, ' ').trim(), options.columns) : []),
  ];
}

function heading(
  { check: id, severity, findings }: Weakness,
  check: Check | undefined,
  { columns }: RenderOptions,
  colors: Colors,
): string[] {
  const label = severity.toUpperCase();
  const title = `${check?.title ?? id} (${findings.length.toLocaleString('en-US')})`;
  const indent = ' '.repeat(label.length + 2);
  if (indent.length + title.length + 2 + id.length <= columns) {
    return [`${paint(label, severity, colors)}  ${colors.bold(title)}  ${colors.dim(id)}`];
  }
  const [first = '', ...others] = wrapHanging(indent, title, columns).map((line) => colors.bold(line.trimStart()));
  return [`${paint(label, severity, colors)}  ${first}`, ...others.map((line) => indent + line), `${indent}${colors.dim(id)}`];
}

function sharedMessage([first, ...others]: readonly Finding[]): string | undefined {
  return first && others.length > 0 && others.every(({ message }) => message === first.message) ? first.message : undefined;
}

/** One line where it fits, else the place and what is there below it. */
function place(finding: Finding, indent: string, text: string, { columns }: RenderOptions, colors: Colors): string[] {
  const where = safeText(formatPlace(placeOf(finding)));
  const what = safeText(`${text}${onlyIn(finding.worlds)}`);
  if (indent.length + where.length + 2 + what.length <= columns) return [`${indent}${colors.cyan(where)}  ${what}`];
  return [`${indent}${colors.cyan(where)}`, ...wrapHanging(`${indent}  `, what, columns)];
}

function onlyIn(worlds: readonly string[]): string {
  if (worlds.length === 0) return '';
  return ` [only in ${worlds.slice(0, 2).join('; ')}${worlds.length > 2 ? ` and ${worlds.length - 2} more` : ''}]`;
}

function paint(label: string, severity: Severity, colors: Colors): string {
  switch (severity) {
    case 'critical':
      return colors.bold(colors.red(label));
    case 'high':
      return colors.red(label);
    case 'medium':
      return colors.yellow(label);
    default:
      return colors.dim(label);
  }
}
