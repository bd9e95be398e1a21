// Source of truth:
// https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go
import { compareText, listAt, stringAt } from '../../core/index.ts';
import { selects } from '../../kubernetes/index.ts';
import type { PolicyProblem, PolicyRule, Role } from './vocabulary.ts';

const OPERATORS: ReadonlySet<string | undefined> = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist']);

/**
 * The roles with the rules of every aggregated ClusterRole gathered anew, as the controller would have written them, and what was
 * strange about them. Aggregated roles may gather each other, so it is repeated until nothing changes.
 */
export function aggregateRoles(roles: readonly Role[]): { roles: readonly Role[]; problems: readonly PolicyProblem[] } {
  const problems: PolicyProblem[] = [];
  const current = new Map(roles.filter(({ kind }) => kind === 'ClusterRole').map((role) => [role.name, role]));
  const aggregated = [...current.values()].filter((role) => {
    if (role.clusterRoleSelectors === undefined) return false;
    const bad = role.clusterRoleSelectors.findIndex((selector) => !isReadable(selector));
    if (bad >= 0) problems.push({ kind: 'bad-selector', role, index: bad });
    return bad < 0;
  });
  if (aggregated.length === 0) return { roles, problems };
  // What an aggregated role declares itself is lost, so it must not reach the roles that gather it.
  for (const role of aggregated) current.set(role.name, { ...role, rules: [] });
  const byName = [...current.keys()].sort(compareText);
  // A chain of roles that gather each other is at most as long as there are such roles.
  for (let round = 0; round <= aggregated.length; round++) {
    let isChanged = false;
    for (const { name } of aggregated) {
      const role = current.get(name);
      if (!role) continue;
      const rules = gather(role, byName, current);
      if (JSON.stringify(rules) === JSON.stringify(role.rules)) continue;
      current.set(name, { ...role, rules });
      isChanged = true;
    }
    if (!isChanged) break;
  }
  for (const role of aggregated) {
    const lost = JSON.stringify(current.get(role.name)?.rules) !== JSON.stringify(role.rules);
    if (role.rules.length > 0 && lost) problems.push({ kind: 'rules-overwritten', role });
  }
  return { roles: roles.map((role) => (role.kind === 'ClusterRole' ? (current.get(role.name) ?? role) : role)), problems };
}

function gather(role: Role, names: readonly string[], roles: ReadonlyMap<string, Role>): readonly PolicyRule[] {
  const rules = new Map<string, PolicyRule>();
  for (const selector of role.clusterRoleSelectors ?? []) {
    for (const name of names) {
      const other = roles.get(name);
      if (!other || name === role.name || !selects(selector, other.labels)) continue;
      for (const rule of other.rules) {
        const key = JSON.stringify(rule);
        if (!rules.has(key)) rules.set(key, rule);
      }
    }
  }
  return [...rules.values()];
}

function isReadable(selector: unknown): boolean {
  return listAt(selector, 'matchExpressions').every((one) => OPERATORS.has(stringAt(one, 'operator')));
}
