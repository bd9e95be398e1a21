import { type Judged, namesOf, type Violation } from '../../engines/gatekeeper/index.ts';
import { quoteGo } from '../../engines/rego/index.ts';
import { formatYaml } from '../../formats/index.ts';
import { safeJsonText, safeLines } from '../safe-text.ts';
import { sortKeys } from './sort-keys.ts';

/** How `gator test` can report. */
export const VIOLATION_OUTPUTS = ['text', 'json', 'yaml'] as const;

export type ViolationOutput = (typeof VIOLATION_OUTPUTS)[number];

interface Row {
  readonly object: Judged['object'];
  readonly violation: Violation;
}

/** Whether a violation keeps an object out of the cluster. */
export function isDenied({ enforcementAction, actions }: Violation): boolean {
  return enforcementAction === 'deny' || actions.includes('deny');
}

/** Violations with the bytes of gator 3.23.1, except that YAML is indented by two. */
export function renderViolations(judged: readonly Judged[], output: ViolationOutput, denyOnly: boolean): string {
  const rows = judged
    .flatMap(({ object, violations }) => violations.map((violation) => ({ object, violation })))
    .filter(({ violation }) => !denyOnly || isDenied(violation))
    .toSorted(
      (a, b) => compare(a.violation.enforcementAction, b.violation.enforcementAction) || compare(a.violation.message, b.violation.message),
    );
  switch (output) {
    case 'json':
      return safeJsonText(rows.length === 0 ? 'null' : toGoJson(rows.map(resultOf)));
    case 'yaml':
      return rows.length === 0 ? '[]\n' : safeLines(rows.map((row) => asItem(formatYaml(nested(row)))).join(''));
    default:
      return rows.map((row) => `${describe(row)}\n`).join('');
  }
}

function describe({ object, violation }: Row): string {
  const { namespace, name } = namesOf(object);
  const where = `${String(object['apiVersion'] ?? '')}/${String(object['kind'] ?? '')} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  return `${safeLines(where)}: [${quoteGo(violation.constraint.name)}] Message: ${quoteGo(violation.message)}`;
}

function resultOf({ object, violation }: Row): Readonly<Record<string, unknown>> {
  const { message, details, constraint, enforcementAction, actions } = violation;
  return {
    target: 'admission.k8s.gatekeeper.sh',
    msg: message,
    ...(violation.failed !== 'match' && { metadata: { details: sortKeys(details) } }),
    constraint: sortKeys(constraint.object),
    enforcementAction,
    ...(enforcementAction === 'scoped' && { scopedActions: actions }),
    violatingObject: sortKeys(object),
    trace: null,
  };
}

function nested(row: Row): Readonly<Record<string, unknown>> {
  const { target, msg, metadata = {}, constraint, enforcementAction, scopedActions = [], violatingObject } = resultOf(row);
  const result = { target, msg, metadata, constraint: { object: constraint }, enforcementaction: enforcementAction };
  return { result: { ...result, scopedenforcementactions: scopedActions }, violatingObject, trace: null };
}

/** The lines of a map as an item of a list. */
function asItem(yaml: string): string {
  return yaml
    .trimEnd()
    .split('\n')
    .map((line, i) => `${i === 0 ? '- ' : '  '}${line}\n`)
    .join('');
}

/** As encoding/json writes it: what could end a script element is escaped. */
function toGoJson(value: unknown): string {
  return JSON.stringify(value, undefined, 4).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
