import {
  type AccessChange,
  type Action,
  combinedResource,
  formatSubjectName,
  type NearestMiss,
  type PolicyRule,
  type Proof,
  type Subject,
} from '../../engines/rbac/index.ts';
import type { AccessState } from './read-access.ts';

const FEW = 6;

/** `get, list pods, secrets in group apps named a`: a rule for people. */
export function describeRule(rule: PolicyRule): string {
  const verbs = rule.verbs.includes('*') ? 'every verb on' : rule.verbs.join(', ');
  const parts: string[] = [];
  if (rule.resources.length > 0 && rule.apiGroups.length > 0) parts.push(`${verbs} ${describeResources(rule)}`);
  if (rule.nonResourceURLs.length > 0) {
    parts.push(`${verbs} ${rule.nonResourceURLs.includes('*') ? 'every path' : `paths ${rule.nonResourceURLs.join(', ')}`}`);
  }
  return parts.length > 0 ? parts.join(' and ') : 'nothing';
}

function describeResources({ apiGroups, resources, resourceNames }: PolicyRule): string {
  const names = resourceNames.length > 0 ? ` named ${cut(resourceNames)}` : '';
  const everything = resources.includes('*');
  if (everything && apiGroups.includes('*')) return `every resource${names}`;
  if (everything) return `every resource of ${apiGroups.map((group) => (group === '' ? 'the core group' : group)).join(', ')}${names}`;
  if (apiGroups.includes('*')) return `${resources.join(', ')} of every group${names}`;
  if (apiGroups.length * resources.length > FEW * 2) {
    return `${resources.join(', ')} of ${apiGroups.map((group) => (group === '' ? 'the core group' : group)).join(', ')}${names}`;
  }
  return `${apiGroups.flatMap((group) => resources.map((resource) => qualified(resource, group))).join(', ')}${names}`;
}

/** `deployments.apps`, `deployments.apps/scale`, `pods`. */
export function qualified(resource: string, group: string): string {
  if (group === '') return resource;
  const [name = '', ...rest] = resource.split('/');
  return [`${name}.${group}`, ...rest].join('/');
}

function cut(words: readonly string[]): string {
  return words.length > FEW ? `${words.slice(0, FEW).join(', ')} and ${words.length - FEW} more` : words.join(', ');
}

/** `get secrets db in namespace shop`, `get path /healthz`. */
export function describeAction(action: Action): string {
  if (action.kind === 'path') return `${action.verb} path ${action.path}`;
  const name = action.name === '' ? '' : ` ${action.name}`;
  const where = action.namespace === '' ? '' : ` in namespace ${action.namespace}`;
  if (action.verb === '*' && action.resource === '*') return `do everything${where}`;
  return `${action.verb} ${qualified(combinedResource(action), action.apiGroup)}${name}${where}`;
}

export function describeBinding({ kind, namespace, name, isAssumed }: Proof['binding']): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}${isAssumed ? ' (of every cluster)' : ''}`;
}

export function describeRole({
  kind,
  namespace,
  name,
}: {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** The chain of a grant, a line for each link. */
export function describeProof({ binding, subject, role, rule, ruleIndex }: Proof, state: AccessState): string[] {
  return [
    `${describeBinding(binding)} names ${formatSubjectName(subject)}${at(state.placeOf(binding.source))}`,
    `${describeRole(role)}, rule ${ruleIndex + 1}: ${describeRule(rule)}${at(state.placeOfRule(role, ruleIndex))}`,
  ];
}

function at(place: string | undefined): string {
  return place === undefined ? '' : `  ${place}`;
}

/** `ServiceAccount shop/web: get secrets in namespace shop`. */
export function describeChange({ subject, namespace, rule }: AccessChange): string {
  return `${formatSubjectName(subject)}: ${describeRule(rule)} ${namespace === '' ? 'in the whole cluster' : `in namespace ${namespace}`}`;
}

/** The reason that the API server gives for an allowed request. */
export function upstreamReason({ binding, subject, role }: Proof): string {
  const quoted = (kind: string, name: string, namespace: string): string => `${kind} "${name}${namespace === '' ? '' : `/${namespace}`}"`;
  const place = binding.kind === 'RoleBinding' ? binding.namespace : '';
  return `RBAC: allowed by ${quoted(binding.kind, binding.name, place)} of ${role.kind} "${role.name}" to ${quoted(subject.kind, subject.name, subject.namespace)}`;
}

/** What would have to change. */
export function describeMiss(miss: NearestMiss, state: AccessState): string {
  switch (miss.kind) {
    case 'rule': {
      const where = `rule ${miss.ruleIndex + 1} of ${describeRole(miss.role)}, held through ${describeBinding(miss.binding)}`;
      const lack = miss.missing === '' ? EMPTY[miss.field] : `lacks ${JSON.stringify(miss.missing)} in ${miss.field}`;
      return `${where}, ${lack}${at(state.placeOfRule(miss.role, miss.ruleIndex))}`;
    }
    case 'namespace':
      return `it is allowed in namespace ${miss.binding.namespace}, by ${describeBinding(miss.binding)}${at(state.placeOf(miss.binding.source))}`;
    case 'subject':
      return `${describeBinding(miss.binding)} allows it to others: ${cut(miss.binding.subjects.map(formatSubjectName))}${at(state.placeOf(miss.binding.source))}`;
    case 'binding':
      return `${describeRole(miss.role)} allows it, but no binding here leads to it${at(state.placeOf(miss.role.source))}`;
  }
}

/** What it means that a list of a rule lacks the empty word. */
const EMPTY: Readonly<Record<keyof PolicyRule, string>> = {
  resourceNames: 'is limited to names, and this request has none',
  apiGroups: 'lacks the core group "" in apiGroups',
  verbs: 'lacks the verb',
  resources: 'lacks the resource',
  nonResourceURLs: 'lacks the path',
};

/** A subject as a value of machine output. */
export function subjectJson({ kind, namespace, name }: Subject): Readonly<Record<string, string>> {
  return kind === 'ServiceAccount' ? { kind, namespace, name } : { kind, name };
}

/** A grant as a value of machine output. */
export function proofJson({ binding, subject, role, rule, ruleIndex }: Proof, state: AccessState): Readonly<Record<string, unknown>> {
  return {
    binding: { ...objectJson(binding), place: state.placeOf(binding.source) },
    subject: subjectJson(subject),
    role: { ...objectJson(role), place: state.placeOfRule(role, ruleIndex) },
    ruleIndex,
    rule: ruleJson(rule),
  };
}

export function objectJson({ kind, namespace, name, isAssumed }: Proof['binding'] | Proof['role']): Readonly<Record<string, unknown>> {
  return { kind, ...(namespace === '' ? {} : { namespace }), name, ...(isAssumed ? { isAssumed } : {}) };
}

/** The lists that say something, as a manifest would hold them. */
export function ruleJson(rule: PolicyRule): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(rule).filter(([, list]) => (list as readonly string[]).length > 0)) as Record<
    string,
    readonly string[]
  >;
}
