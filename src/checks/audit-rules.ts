import { isRecord, listAt, stringAt, valueAt } from '../core/index.ts';

/** A request as the audit policy looks at it. */
export interface AuditedRequest {
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
}

export type AuditLevel = 'None' | 'Metadata' | 'Request' | 'RequestResponse';

export interface AuditDecision {
  readonly level: AuditLevel;
  /** The rule that decided; `undefined` where none matches, which means that nothing is recorded. */
  readonly rule: number | undefined;
}

/**
 * The level at which a request of an ordinary user is recorded: that of the first rule that matches it. Rules for certain users, groups or
 * namespaces do not match every such request, so they are passed over.
 * Source of truth: https://github.com/kubernetes/apiserver/blob/v0.35.0/pkg/audit/policy/checker.go
 */
export function auditLevelOf(policy: unknown, request: AuditedRequest): AuditDecision {
  for (const [index, rule] of listAt(policy, 'rules').entries()) {
    if (!isRecord(rule) || !appliesToAll(rule) || !matches(rule, request)) continue;
    return { level: (stringAt(rule, 'level') ?? 'None') as AuditLevel, rule: index };
  }
  return { level: 'None', rule: undefined };
}

function appliesToAll(rule: Readonly<Record<string, unknown>>): boolean {
  return ['users', 'userGroups', 'namespaces'].every((field) => listAt(rule, field).length === 0);
}

function matches(rule: Readonly<Record<string, unknown>>, { verb, group, resource }: AuditedRequest): boolean {
  const verbs = listAt(rule, 'verbs');
  if (verbs.length > 0 && !verbs.includes(verb)) return false;
  const resources = valueAt(rule, ['resources']);
  // A rule about paths outside the API says nothing about resources.
  if (!Array.isArray(resources) || resources.length === 0) return listAt(rule, 'nonResourceURLs').length === 0;
  return resources.some(
    (entry) =>
      (stringAt(entry, 'group') ?? '') === group &&
      listAt(entry, 'resourceNames').length === 0 &&
      names(listAt(entry, 'resources'), resource),
  );
}

/** No names mean all resources; `pods` does not cover `pods/exec`, `pods/*` covers all subresources, `*` everything, `*` before a subresource that of all. */
function names(patterns: readonly unknown[], resource: string): boolean {
  const [name = '', subresource] = resource.split('/');
  return (
    patterns.length === 0 ||
    patterns.some(
      (pattern) =>
        pattern === '*' ||
        pattern === resource ||
        (subresource !== undefined && (pattern === `${name}/*` || pattern === `*/${subresource}`)),
    )
  );
}
