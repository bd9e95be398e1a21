// Source of truth: https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/rbac/validation/rule.go (GetRoleReferenceRules,
// appliesToUser) and https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/rbac/validation/validation.go
import { listAt, recordAt, stringAt, valueAt } from '../../core/index.ts';
import { aggregateRoles } from './aggregate.ts';
import { defaultPolicy } from './default-policy.ts';
import {
  type Binding,
  type PolicyObject,
  type PolicyProblem,
  type PolicyRule,
  RBAC_GROUP,
  type RbacPolicy,
  type Role,
  type Subject,
} from './vocabulary.ts';

export interface PolicyOptions {
  /** Whether roles and bindings that every cluster makes when it starts count although the objects lack them. True unless said otherwise. */
  readonly assumeDefaults?: boolean;
  /** Where objects that name no namespace stand; `default` unless said otherwise. */
  readonly namespace?: string;
}

/** Reads roles and bindings out of the objects of one cluster. Of two objects with one name the later counts, as it does when applied. */
export function readPolicy(objects: Iterable<PolicyObject>, options: PolicyOptions = {}): RbacPolicy {
  const problems: PolicyProblem[] = [];
  const roles = new Map<string, Role>();
  const bindings = new Map<string, { readonly object: PolicyObject; readonly namespace: string }>();
  const serviceAccounts = new Map<string, Subject>();
  const namespaceOf = (object: PolicyObject): string => {
    if (object.namespace) return object.namespace;
    const namespace = options.namespace ?? 'default';
    problems.push({ kind: 'namespace-assumed', object, namespace });
    return namespace;
  };
  for (const object of objects) {
    const { group, kind, name } = object;
    if (group === RBAC_GROUP && (kind === 'Role' || kind === 'ClusterRole')) {
      const role = readRole(object, kind, kind === 'Role' ? namespaceOf(object) : '');
      roles.set(keyOf(role), role);
    } else if (group === RBAC_GROUP && (kind === 'RoleBinding' || kind === 'ClusterRoleBinding')) {
      const namespace = kind === 'RoleBinding' ? namespaceOf(object) : '';
      // Objects without a name, which only tests of upstream have, stay apart.
      bindings.set(name === '' ? `${bindings.size}` : keyOf({ kind, namespace, name }), { object, namespace });
    } else if (group === '' && kind === 'ServiceAccount') {
      const namespace = object.namespace || options.namespace || 'default';
      serviceAccounts.set(`${namespace}/${name}`, { kind: 'ServiceAccount', namespace, name });
    }
  }
  const assumed = options.assumeDefaults === false ? undefined : defaultPolicy();
  for (const role of assumed?.roles ?? []) if (!roles.has(keyOf(role))) roles.set(keyOf(role), role);
  const complete = aggregateRoles([...roles.values()]);
  problems.push(...complete.problems, ...complete.roles.flatMap(pathsInRole));
  const resolved = new Map(complete.roles.map((role) => [keyOf(role), role]));
  const read = [...bindings.values()].map(({ object, namespace }) => readBinding(object, namespace, resolved, problems));
  const known = new Set(read.map(keyOf));
  for (const binding of assumed?.bindings ?? []) {
    if (!known.has(keyOf(binding))) read.push({ ...binding, role: resolved.get(roleKey(binding)) });
  }
  const isWide = ({ kind }: Binding): boolean => kind === 'ClusterRoleBinding';
  return {
    roles: complete.roles,
    bindings: [...read.filter(isWide), ...read.filter((one) => !isWide(one))],
    serviceAccounts: [...serviceAccounts.values()],
    problems,
  };
}

function keyOf({ kind, namespace, name }: { readonly kind: string; readonly namespace: string; readonly name: string }): string {
  return `${kind}/${namespace}/${name}`;
}

/** A Role is looked for in the namespace of the binding, which a ClusterRoleBinding does not have. */
function roleKey({ namespace, roleRef: { kind, name } }: Pick<Binding, 'namespace' | 'roleRef'>): string {
  return keyOf({ kind, namespace: kind === 'Role' ? namespace : '', name });
}

function readRole(object: PolicyObject, kind: Role['kind'], namespace: string): Role {
  return {
    kind,
    namespace,
    name: object.name,
    rules: listAt(object.value, 'rules').map(readRule),
    labels: recordAt(object.value, 'metadata', 'labels'),
    clusterRoleSelectors:
      kind === 'ClusterRole' && valueAt(object.value, ['aggregationRule'])
        ? listAt(object.value, 'aggregationRule', 'clusterRoleSelectors')
        : undefined,
    isAssumed: false,
    source: object,
  };
}

/** A rule as a manifest writes it. */
export function readRule(value: unknown): PolicyRule {
  const texts = (field: string): string[] => listAt(value, field).filter((one) => typeof one === 'string');
  return {
    verbs: texts('verbs'),
    apiGroups: texts('apiGroups'),
    resources: texts('resources'),
    resourceNames: texts('resourceNames'),
    nonResourceURLs: texts('nonResourceURLs'),
  };
}

function pathsInRole(role: Role): PolicyProblem[] {
  if (role.kind !== 'Role') return [];
  return role.rules.flatMap((rule, index) => (rule.nonResourceURLs.length > 0 ? [{ kind: 'path-in-role', role, index } as const] : []));
}

type BrokenSubject = { readonly index: number; readonly reason: 'kind' | 'name' | 'namespace' };

function readBinding(object: PolicyObject, namespace: string, roles: ReadonlyMap<string, Role>, problems: PolicyProblem[]): Binding {
  const { value } = object;
  const kind = object.kind === 'RoleBinding' ? 'RoleBinding' : 'ClusterRoleBinding';
  const roleRef = {
    apiGroup: stringAt(value, 'roleRef', 'apiGroup') ?? RBAC_GROUP,
    kind: stringAt(value, 'roleRef', 'kind') ?? '',
    name: stringAt(value, 'roleRef', 'name') ?? '',
  };
  const subjects: Subject[] = [];
  const broken: BrokenSubject[] = [];
  const defaulted: number[] = [];
  const foreign: number[] = [];
  for (const [index, one] of listAt(value, 'subjects').entries()) {
    const subjectKind = stringAt(one, 'kind');
    const name = stringAt(one, 'name') ?? '';
    const apiGroup = stringAt(one, 'apiGroup') ?? '';
    if (name === '') broken.push({ index, reason: 'name' });
    else if (subjectKind === 'User' || subjectKind === 'Group') {
      subjects.push({ kind: subjectKind, namespace: '', name });
      if (apiGroup !== '' && apiGroup !== RBAC_GROUP) foreign.push(index);
    } else if (subjectKind === 'ServiceAccount') {
      const declared = stringAt(one, 'namespace') ?? '';
      if (declared === '' && namespace === '') broken.push({ index, reason: 'namespace' });
      else subjects.push({ kind: 'ServiceAccount', namespace: declared === '' ? namespace : declared, name });
      if (declared === '' && namespace !== '') defaulted.push(index);
      if (apiGroup !== '') foreign.push(index);
    } else broken.push({ index, reason: 'kind' });
  }
  const role = roles.get(roleKey({ namespace, roleRef }));
  // The namespace of a ClusterRoleBinding is empty, and no Role stands there.
  const binding: Binding = { kind, namespace, name: object.name, roleRef, subjects, role, isAssumed: false, source: object };
  const reason = unusable(binding);
  if (reason) problems.push({ kind: 'unusable-role-ref', binding, reason });
  else if (!role) problems.push({ kind: 'missing-role', binding });
  if (roleRef.apiGroup !== RBAC_GROUP) problems.push({ kind: 'foreign-role-ref', binding });
  for (const one of broken) problems.push({ kind: 'unusable-subject', binding, ...one });
  for (const index of foreign) problems.push({ kind: 'foreign-subject', binding, index });
  for (const index of defaulted) problems.push({ kind: 'namespace-defaulted', binding, index });
  return binding;
}

function unusable({ kind, roleRef }: Binding): 'kind' | 'scope' | 'name' | undefined {
  if (roleRef.kind !== 'Role' && roleRef.kind !== 'ClusterRole') return 'kind';
  if (kind === 'ClusterRoleBinding' && roleRef.kind === 'Role') return 'scope';
  return roleRef.name === '' ? 'name' : undefined;
}
