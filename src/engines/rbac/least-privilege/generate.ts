import { compareText } from '../../../core/index.ts';
import type { RbacAuthorizer } from '../rbac-authorizer.ts';
import { userOf } from '../request.ts';
import type { PolicyRule, Subject } from '../vocabulary.ts';
import type { CollectedLog } from './collect.ts';
import { mergePermissions } from './merge-permissions.ts';
import { type Need, type NeedOptions, needsOf, type SubjectNeeds } from './needs.ts';
import type { LoggedSubject } from './subjects.ts';

export interface GeneratedRule {
  readonly rule: PolicyRule;
  /** What it is made of; of a role for several namespaces the needs in all of them. */
  readonly needs: readonly Need[];
}

export interface GeneratedRole {
  readonly kind: 'Role' | 'ClusterRole';
  /** Empty for a ClusterRole. */
  readonly namespace: string;
  readonly name: string;
  readonly rules: readonly GeneratedRule[];
}

export interface GeneratedBinding {
  readonly kind: 'RoleBinding' | 'ClusterRoleBinding';
  readonly namespace: string;
  readonly name: string;
  readonly role: GeneratedRole;
  readonly subject: Subject;
}

/** The smallest roles for one subject, and how they came about. */
export interface GeneratedAccess extends SubjectNeeds {
  readonly subject: Subject;
  readonly roles: readonly GeneratedRole[];
  readonly bindings: readonly GeneratedBinding[];
}

export interface GenerateOptions extends NeedOptions {
  /** What the names of roles and bindings begin with; may be empty. */
  readonly prefix: string;
}

/**
 * Makes roles and bindings that allow each subject what the log says it did. Requests in a namespace need a Role there, requests for the
 * whole cluster a ClusterRole; equal rules for several namespaces share one ClusterRole, which RoleBindings bring into each.
 */
export function generateAccess(
  log: CollectedLog,
  subjects: readonly LoggedSubject[],
  defaults: RbacAuthorizer | undefined,
  options: GenerateOptions,
): GeneratedAccess[] {
  const taken = new Set<string>();
  return subjects.map(({ subject, users }) => {
    const found = needsOf(log, users, userOf(subject), defaults, options);
    const base = freeName(`${options.prefix === '' ? '' : `${options.prefix}-`}${slugOf(subject)}`, taken);
    return { subject, ...found, ...rolesFor(subject, base, found.needs) };
  });
}

function rolesFor(subject: Subject, base: string, needs: readonly Need[]): Pick<GeneratedAccess, 'roles' | 'bindings'> {
  const roles: GeneratedRole[] = [];
  const bindings: GeneratedBinding[] = [];
  const byNamespace = Map.groupBy(needs, (need) => (need.kind === 'path' ? '' : need.namespace));
  const wide = byNamespace.get('');
  if (wide) {
    const role: GeneratedRole = { kind: 'ClusterRole', namespace: '', name: base, rules: rulesOf(wide) };
    roles.push(role);
    bindings.push({ kind: 'ClusterRoleBinding', namespace: '', name: base, role, subject });
  }
  const places = [...byNamespace]
    .filter(([namespace]) => namespace !== '')
    .map(([namespace, members]) => ({ namespace, rules: rulesOf(members) }))
    .sort((a, b) => compareText(a.namespace, b.namespace));
  const equal = Map.groupBy(places, ({ rules }) => JSON.stringify(rules.map(({ rule }) => rule)));
  let shared = 0;
  for (const group of equal.values()) {
    const [first] = group;
    if (!first) continue;
    const isShared = group.length > 1;
    if (isShared) shared++;
    const role: GeneratedRole = isShared
      ? {
          kind: 'ClusterRole',
          namespace: '',
          name: `${base}-in-namespaces${shared > 1 ? `-${shared}` : ''}`,
          rules: first.rules.map(({ rule }, index) => ({ rule, needs: group.flatMap(({ rules }) => rules[index]?.needs ?? []) })),
        }
      : { kind: 'Role', namespace: first.namespace, name: base, rules: first.rules };
    roles.push(role);
    for (const { namespace } of group) bindings.push({ kind: 'RoleBinding', namespace, name: base, role, subject });
  }
  return { roles, bindings };
}

function rulesOf(needs: readonly Need[]): GeneratedRule[] {
  const merged = mergePermissions(
    needs.filter((need) => need.kind === 'resource'),
    needs.filter((need) => need.kind === 'path'),
  );
  return merged.map(({ rule, members }) => ({ rule, needs: members }));
}

/** Letters that every name of an object may have, so that the files of roles can be called so too. */
function slugOf({ kind, namespace, name }: Subject): string {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, 100);
  switch (kind) {
    case 'ServiceAccount':
      return `${plain(namespace)}-${plain(name)}`;
    case 'Group':
      return `group-${plain(name) || 'unnamed'}`;
    case 'User':
      return `user-${plain(name) || 'unnamed'}`;
  }
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  taken.add(name);
  return name;
}
