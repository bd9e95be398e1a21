import type { Fact, Move } from '../src/attack/index.ts';
import { type Action, type PolicyObject, type Subject, userOf } from '../src/engines/rbac/index.ts';
import { naiveAllows } from './naive-authorizer.ts';

/** One way to one fact, by their names. */
interface Rule {
  readonly from: readonly string[];
  readonly to: string;
  readonly effort: number;
}

export interface Taken extends Pick<Move, 'from' | 'to' | 'premises'> {
  /** That of the step, without its premises. */
  readonly effort: number;
}

const PREMISES = { usual: 0.5, open: 4, 'not-evaluated': 4 } as const;

/**
 * What an attacker reaches, and with which least effort, written to be obviously right and nothing else: it goes round all rules until nothing
 * changes any more, and asks the naive authorizer about every request.
 */
export function naiveReach(
  taken: readonly Taken[],
  starts: readonly Fact[],
  objects: readonly PolicyObject[],
  nameOf: (fact: Fact) => string,
): Map<string, number> {
  const facts = new Map<string, Fact>();
  const rules: Rule[] = [];
  const add = (from: readonly Fact[], to: Fact, effort: number): void => {
    for (const fact of [...from, to]) facts.set(nameOf(fact), fact);
    rules.push({ from: from.map(nameOf), to: nameOf(to), effort });
  };
  for (const { from, to, premises = [], effort } of taken)
    add(from, to, effort + premises.reduce((sum, { kind }) => sum + PREMISES[kind], 0));
  for (const fact of starts) facts.set(nameOf(fact), fact);
  for (const fact of facts.values()) {
    if (fact.kind === 'one-of') for (const action of fact.actions) add([{ kind: 'allowed', action }], fact, 0);
    if (fact.kind === 'exposure') add([fact], { ...fact, kind: 'contact' }, 0);
    if (fact.kind === 'container') add([fact], { kind: 'pod', unit: fact.unit }, 0);
    if (fact.kind === 'target') add([{ kind: 'cluster' }], fact, 0);
  }
  // Whoever may be held asks for everything that anybody asks for.
  for (const held of facts.values()) {
    for (const wanted of facts.values()) {
      const follows =
        wanted.kind === 'allowed'
          ? mayAsk(held, wanted.action, objects)
          : wanted.kind === 'subject' && held.kind === 'subject' && isMember(held.subject, wanted.subject);
      if (follows) rules.push({ from: [nameOf(held)], to: nameOf(wanted), effort: 0 });
    }
  }
  const efforts = new Map<string, number>(starts.map((fact) => [nameOf(fact), 0]));
  const improve = (name: string, effort: number): boolean => {
    if (effort >= (efforts.get(name) ?? Number.POSITIVE_INFINITY)) return false;
    efforts.set(name, effort);
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to, effort } of rules) {
      const sum = from.reduce((all, name) => all + (efforts.get(name) ?? Number.POSITIVE_INFINITY), effort);
      if (improve(to, sum)) changed = true;
    }
  }
  return efforts;
}

function isMember(subject: Subject, group: Subject): boolean {
  return group.kind === 'Group' && userOf(subject).groups.includes(group.name);
}

function mayAsk(held: Fact, action: Action, objects: readonly PolicyObject[]): boolean {
  switch (held.kind) {
    case 'subject':
      return naiveAllows(objects, userOf(held.subject), action);
    case 'namespace':
      return action.kind === 'resource' && action.namespace !== '' && action.namespace === held.namespace;
    case 'role':
      return (
        (held.namespace === '' || (action.kind === 'resource' && action.namespace === held.namespace)) &&
        naiveAllows(bindingOf(held, action), { name: 'bearer', groups: [] }, action)
      );
    default:
      return false;
  }
}

/** The role, bound to somebody. */
function bindingOf({ role }: Extract<Fact, { kind: 'role' }>, action: Action): PolicyObject[] {
  const group = 'rbac.authorization.k8s.io';
  const place = action.kind === 'resource' ? action.namespace : '';
  const value = { roleRef: { kind: 'ClusterRole', name: 'r' }, subjects: [{ kind: 'User', name: 'bearer' }] };
  return [
    { group, kind: 'ClusterRole', name: 'r', value: { rules: role.rules } },
    place === ''
      ? { group, kind: 'ClusterRoleBinding', name: 'b', value }
      : { group, kind: 'RoleBinding', name: 'b', namespace: place, value },
  ];
}
