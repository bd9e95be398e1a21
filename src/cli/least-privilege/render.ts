import pc from 'picocolors';
import { formatSubjectName, type GeneratedAccess } from '../../engines/rbac/index.ts';
import { plural, safeText, wrapHanging } from '../../report/index.ts';
import { describeRole, describeRule } from '../access/describe.ts';
import type { TerminalStyle } from '../terminal.ts';
import { shortTime } from './describe-log.ts';
import { remarksOn } from './policy-comments.ts';
import type { Section } from './use-report.ts';

/** Sections for people, with an empty line between them. */
export function renderSections(sections: readonly Section[], { columns, colour }: TerminalStyle): string {
  const colors = pc.createColors(colour);
  return sections
    .map(({ heading, lines }) => [colors.bold(safeText(heading)), ...lines.flatMap((line) => hang(line, columns))].join('\n'))
    .map((text) => `${text}\n`)
    .join('\n');
}

/** Further lines of an item stand under its text, and deeper than its first letter. */
function hang(line: string, columns: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const [first = '', ...rest] = wrapHanging(`  ${indent}`, safeText(line.trimStart()), columns - 2);
  return [first, ...rest.map((text) => `  ${text}`)];
}

/** The roles of each subject, one line for each rule. */
export function accessSections(generated: readonly GeneratedAccess[]): Section[] {
  return generated.map((access) => {
    const { subject, roles, bindings } = access;
    const lines = roles.flatMap((role) => {
      const places = bindings.filter((binding) => binding.role === role).map(({ namespace }) => namespace);
      const where = places.some((namespace) => namespace === '') ? 'the whole cluster' : plural(places.length, 'namespace');
      return [
        `${describeRole(role)} for ${places.length === 1 && places[0] !== '' ? `namespace ${places[0]}` : where}`,
        ...role.rules.map(({ rule, needs }) => {
          const count = needs.reduce((sum, need) => sum + need.count, 0);
          const last = needs.reduce((latest, need) => (need.last > latest ? need.last : latest), '');
          return `  ${describeRule(rule)}  (${plural(count, 'request')}${last === '' ? '' : `, last ${shortTime(last)}`})`;
        }),
      ];
    });
    return {
      heading: formatSubjectName(subject),
      lines: [...lines, ...(lines.length === 0 ? ['needs no role'] : []), ...remarksOn(access)],
    };
  });
}
