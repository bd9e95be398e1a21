import { type Evidence, type GrantLink, listAt, stringAt } from '../../core/index.ts';
import type { Binding, Role, Subject } from '../../engines/rbac/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import type { Grant, WorldPolicy } from './policy-of-world.ts';
import { listWords } from './words.ts';

/** How far a rule reaches: what a verdict over it rests on. */
export interface Reach {
  /** `unknown`: the world has no bindings, so they are kept elsewhere. `nobody`: it has some, and none gives the role to anybody. */
  readonly kind: 'cluster' | 'namespaces' | 'unknown' | 'nobody';
  /** Whether the namespace of the cluster's own components is within it. */
  readonly isSystem: boolean;
  /** Of bindings with subjects. */
  readonly grants: readonly Grant[];
}

/** Who holds the rules of a role, and where. `isClusterScoped` says that a RoleBinding gives nothing. */
export function reachOf(role: Role, policy: WorldPolicy, isClusterScoped = false): Reach {
  const known = isClusterScoped ? clusterReaches : reaches;
  let reach = known.get(role);
  if (!reach) known.set(role, (reach = findReach(role, policy, isClusterScoped)));
  return reach;
}

// Asked about roles that were read alone, and each reading of a world makes its own.
const reaches = new WeakMap<Role, Reach>();
const clusterReaches = new WeakMap<Role, Reach>();

function findReach(role: Role, { hasBindings, grantsOf }: WorldPolicy, isClusterScoped: boolean): Reach {
  const grants = grantsOf(role).filter(
    ({ binding }) => binding.subjects.length > 0 && (!isClusterScoped || binding.kind === 'ClusterRoleBinding'),
  );
  if (grants.length === 0) {
    const kind = hasBindings ? 'nobody' : 'unknown';
    return { kind, isSystem: role.namespace === SYSTEM_NAMESPACE, grants };
  }
  const isWide = grants.some(({ binding }) => binding.kind === 'ClusterRoleBinding');
  return {
    kind: isWide ? 'cluster' : 'namespaces',
    isSystem: isWide || grants.some(({ binding }) => binding.namespace === SYSTEM_NAMESPACE),
    grants,
  };
}

const SYSTEM_NAMESPACE = 'kube-system';

/** `ServiceAccount shop/web, Group ops and 3 others`. */
export function describeHolders({ grants }: Reach): string {
  const names = grants.flatMap(({ binding }) => binding.subjects.map((subject) => describeSubject(subject, binding)));
  return listWords([...new Set(names)]);
}

/** `in the whole cluster`, `in namespaces a and b`. */
export function describePlace({ kind, grants }: Reach): string {
  if (kind === 'cluster') return 'in the whole cluster';
  const names = [...new Set(grants.map(({ binding }) => namespaceOf(binding)))];
  const named = names.filter((name) => name !== undefined);
  if (named.length < names.length) return 'in the namespace it is installed in';
  return named.length === 1 ? `in namespace ${named[0]}` : `in namespaces ${listWords(named)}`;
}

/** The namespace as declared: an object that names none stands where it is installed. */
export function namespaceOf({ source, namespace }: Binding): string | undefined {
  return source ? source.namespace : namespace;
}

export function describeSubject(subject: Subject, binding: Binding): string {
  if (subject.kind !== 'ServiceAccount') return `${subject.kind} ${subject.name}`;
  const isDeclared = listAt(binding.source?.value, 'subjects').some(
    (one) => stringAt(one, 'name') === subject.name && stringAt(one, 'namespace') === subject.namespace,
  );
  const isKnown = isDeclared || namespaceOf(binding) !== undefined;
  return `ServiceAccount ${isKnown ? `${subject.namespace}/` : ''}${subject.name}`;
}

/** More grants than these are only counted. */
const MOST_EVIDENCE = 8;
const MOST_PODS = 3;

/** The chains from subjects to a rule, or to the role as a whole. */
export function evidenceOf(role: Role, reach: Pick<Reach, 'grants'>, policy: WorldPolicy, ruleIndex?: number): Evidence[] {
  const found: Evidence[] = [];
  const rule = ruleIndex === undefined ? undefined : linkToRule(role, ruleIndex);
  for (const { binding, aggregatedInto } of reach.grants) {
    for (const subject of binding.subjects) {
      if (found.length === MOST_EVIDENCE) return found;
      const namespace = binding.kind === 'RoleBinding' ? (namespaceOf(binding) ?? 'of the installation') : undefined;
      const pods = policy.podsOf(subject).slice(0, MOST_PODS);
      found.push({
        kind: 'grant',
        subject: describeSubject(subject, binding),
        binding: linkOf(binding),
        role: linkOf(aggregatedInto ?? role),
        ...(rule ? { rule } : {}),
        ...(namespace === undefined ? {} : { namespace }),
        ...(pods.length > 0 ? { pods: pods.map((pod) => link(describeObject(pod), pod, ['metadata', 'name'])) } : {}),
      });
    }
  }
  return found;
}

export function linkToRule(role: Role, index: number): GrantLink {
  return link(`rule ${index + 1} of ${describeRole(role)}`, objectOf(role.source), ['rules', index]);
}

function describeRole({ kind, source, namespace, name }: Role): string {
  const declared = source ? source.namespace : namespace;
  return `${kind} ${declared ? `${declared}/` : ''}${name}`;
}

function describeObject({ kind, namespace, name }: InventoryObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

const links = new WeakMap<object, GrantLink>();

function linkOf(one: Role | Binding): GrantLink {
  const known = links.get(one.source ?? one);
  if (known) return known;
  const declared = one.source ? one.source.namespace : one.namespace;
  const made = link(`${one.kind} ${declared ? `${declared}/` : ''}${one.name}`, objectOf(one.source), ['metadata', 'name']);
  links.set(one.source ?? one, made);
  return made;
}

function link(reference: string, object: InventoryObject | undefined, path: readonly (string | number)[]): GrantLink {
  return object ? { reference, place: object.locate(path).place } : { reference };
}

/** What the policy was read from are the objects of the inventory themselves. */
function objectOf(source: Role['source']): InventoryObject | undefined {
  return source && 'locate' in source ? (source as InventoryObject) : undefined;
}
