// Source of truth: https://github.com/kubernetes/component-helpers/blob/v0.37.2/auth/rbac/validation/policy_comparator.go
import { urlCovers } from './match.ts';
import type { PolicyRule } from './vocabulary.ts';

export interface Coverage {
  readonly isCovered: boolean;
  /** The atoms of the servant's rules that no single rule of the owner covers. */
  readonly missing: readonly PolicyRule[];
}

/** Whether whoever holds `ownerRules` may give away `servantRules`. */
export function covers(ownerRules: readonly PolicyRule[], servantRules: readonly PolicyRule[]): Coverage {
  const missing = servantRules.flatMap(breakDown).filter((atom) => !ownerRules.some((owner) => ruleCovers(owner, atom)));
  return { isCovered: missing.length === 0, missing };
}

/** Rules of one verb and one group, resource and at most one name, or one verb and one path. */
export function breakDown(rule: PolicyRule): PolicyRule[] {
  const none = { apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [] };
  const names = rule.resourceNames.length === 0 ? [[]] : rule.resourceNames.map((name) => [name]);
  const resources = rule.apiGroups.flatMap((group) =>
    rule.resources.flatMap((resource) =>
      rule.verbs.flatMap((verb) =>
        names.map((resourceNames) => ({ ...none, verbs: [verb], apiGroups: [group], resources: [resource], resourceNames })),
      ),
    ),
  );
  const paths = rule.nonResourceURLs.flatMap((url) => rule.verbs.map((verb) => ({ ...none, verbs: [verb], nonResourceURLs: [url] })));
  return [...resources, ...paths];
}

/** The atom has at most one of everything. Naming everything there is never covers a star. */
export function ruleCovers(owner: PolicyRule, atom: PolicyRule): boolean {
  const hasAll = (owned: readonly string[], wanted: readonly string[]): boolean => wanted.every((one) => owned.includes(one));
  const namesFit = owner.resourceNames.length === 0 || (atom.resourceNames.length > 0 && hasAll(owner.resourceNames, atom.resourceNames));
  return (
    (owner.verbs.includes('*') || hasAll(owner.verbs, atom.verbs)) &&
    (owner.apiGroups.includes('*') || hasAll(owner.apiGroups, atom.apiGroups)) &&
    atom.resources.every((resource) => resourceCovers(owner.resources, resource)) &&
    atom.nonResourceURLs.every((url) => owner.nonResourceURLs.some((owned) => urlCovers(owned, url))) &&
    namesFit
  );
}

function resourceCovers(owned: readonly string[], resource: string): boolean {
  if (owned.includes('*') || owned.includes(resource)) return true;
  const slash = resource.indexOf('/');
  return slash >= 0 && owned.includes(`*${resource.slice(slash)}`);
}
