import pc from 'picocolors';
import type { Check } from '../../checks/index.ts';
import { obstacleOf, POLICY_FORMS, type PolicyForm } from '../../policies/index.ts';
import { plural, safeJson, wrapHanging } from '../../report/index.ts';
import type { TerminalStyle } from '../terminal.ts';

const NAMES: Readonly<Record<PolicyForm, string>> = { rego: 'Rego', gatekeeper: 'Gatekeeper' };

/** What can be exported, form by form, and the rest by the reason why not. */
export function exportTable(checks: readonly Check[], style: TerminalStyle): string {
  const colors = pc.createColors(style.colour);
  const rows = checks.map((check) => ({ check, forms: POLICY_FORMS.filter((form) => obstacleOf(check, form) === undefined) }));
  const exported = rows.filter(({ forms }) => forms.length > 0);
  const width = Math.max(0, ...exported.map(({ check }) => check.id.length));
  const lines = exported.map(({ check, forms }) => {
    const as = forms.map((form) => NAMES[form]).join(', ');
    return `  ${check.id.padEnd(width)}  ${check.severity.padEnd(8)}  ${as}`;
  });
  const rest = rows.filter(({ forms }) => forms.length === 0).map(({ check }) => check);
  return [
    colors.bold(`${plural(exported.length, 'check')} of ${checks.length} can be exported`),
    ...lines,
    ...(rest.length > 0 ? ['', colors.bold('The others cannot'), ...describeObstacles(rest, 'rego', style.columns)] : []),
    '',
  ].join('\n');
}

/** The checks that cannot be exported by the reason, most of them first. */
export function describeObstacles(checks: readonly Check[], form: PolicyForm, columns: number): string[] {
  const reasons = [...Map.groupBy(checks, (check) => obstacleOf(check, form) ?? '')].toSorted(([, a], [, b]) => b.length - a.length);
  return reasons.flatMap(([reason, named]) => [
    ...wrapHanging('  ', `${reason}:`, columns),
    ...wrapHanging('    ', named.map(({ id }) => id).join(', '), columns),
  ]);
}

export function exportJson(checks: readonly Check[]): string {
  return safeJson({
    schemaVersion: 1,
    checks: checks.map((check) => {
      const obstacles = POLICY_FORMS.flatMap((form) => {
        const obstacle = obstacleOf(check, form);
        return obstacle === undefined ? [] : [[form, obstacle] as const];
      });
      return {
        id: check.id,
        severity: check.severity,
        forms: POLICY_FORMS.filter((form) => obstacleOf(check, form) === undefined),
        obstacles: Object.fromEntries(obstacles),
      };
    }),
  });
}
