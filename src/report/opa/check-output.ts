import type { LintFinding } from '../../engines/rego/index.ts';
import { safeText } from '../safe-text.ts';
import { plural, wrapHanging } from '../wrap.ts';
import { errorNode, type OpaError } from './errors.ts';
import { fields, formatGoJson } from './go-json.ts';

/** The first errors, and that there were more. https://github.com/open-policy-agent/opa/blob/v1.13.1/v1/ast/compile.go (errLimitReached) */
export function checkErrors(errors: readonly OpaError[], most: number): readonly OpaError[] {
  if (most <= 0 || errors.length <= most) return errors;
  return [...errors.slice(0, most), { code: 'rego_compile_error', message: 'error limit reached' }];
}

export function renderErrorsJson(errors: readonly OpaError[]): string {
  return `${formatGoJson(fields(['errors', errors.map(errorNode)]))}\n`;
}

/** Mistakes file by file, then what each kind of them leads to and what to do. */
export function renderLint(findings: readonly LintFinding[], columns: number): string {
  if (findings.length === 0) return '';
  const lines: string[] = [];
  const width = Math.max(...findings.map(({ rule }) => rule.length));
  const spot = (finding: LintFinding): string => `${finding.place.range.start.line}:${finding.place.range.start.column}`;
  const spotWidth = Math.max(...findings.map((finding) => spot(finding).length));
  let file: string | undefined;
  for (const finding of findings) {
    if (finding.place.file !== file) {
      if (file !== undefined) lines.push('');
      ({ file } = finding.place);
      lines.push(safeText(file));
    }
    const prefix = `  ${spot(finding).padEnd(spotWidth)}  ${finding.rule.padEnd(width)}  `;
    lines.push(...wrapHanging(prefix, safeText(finding.message), columns));
  }
  lines.push('');
  const rules = new Map(findings.map((finding) => [finding.rule, finding]));
  for (const [rule, { why, remedy }] of rules) {
    lines.push(rule, ...wrapHanging('  why     ', why, columns), ...wrapHanging('  remedy  ', remedy, columns));
  }
  lines.push('', `${plural(findings.length, 'mistake')} in ${plural(new Set(findings.map(({ place }) => place.file)).size, 'module')}`);
  return `${lines.join('\n')}\n`;
}

/** The same for programs. */
export function renderLintJson(findings: readonly LintFinding[]): string {
  return `${formatGoJson(
    fields(
      ['schemaVersion', 1],
      [
        'lint',
        findings.map(({ rule, message, why, remedy, place: { file, range } }) =>
          fields(
            ['rule', rule],
            ['message', message],
            ['why', why],
            ['remedy', remedy],
            ['location', fields(['file', file], ['row', range.start.line], ['col', range.start.column])],
          ),
        ),
      ],
    ),
  )}\n`;
}
