// Source of truth: https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/auth/authorizer/rbac/rbac.go (RuleAllows) and
// https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/rbac/v1/evaluation_helpers.go
import { type Action, combinedResource, type ResourceAction } from './request.ts';
import type { PolicyRule } from './vocabulary.ts';

/** Whether this one rule allows the request. Every comparison minds the case, as the API server does. */
export function ruleAllows(rule: PolicyRule, action: Action): boolean {
  if (!verbMatches(rule, action.verb)) return false;
  if (action.kind === 'path') return pathMatches(rule, action.path);
  return apiGroupMatches(rule, action.apiGroup) && resourceMatches(rule, action) && resourceNameMatches(rule, action.name);
}

export function verbMatches(rule: PolicyRule, verb: string): boolean {
  return rule.verbs.includes('*') || rule.verbs.includes(verb);
}

export function apiGroupMatches(rule: PolicyRule, apiGroup: string): boolean {
  return rule.apiGroups.includes('*') || rule.apiGroups.includes(apiGroup);
}

/** A star is every resource with every subresource, a star before `/log` that subresource of each; `pods/*` means no subresource at all. */
export function resourceMatches(rule: PolicyRule, action: ResourceAction): boolean {
  const { resources } = rule;
  if (resources.includes('*') || resources.includes(combinedResource(action))) return true;
  return action.subresource !== '' && resources.includes(`*/${action.subresource}`);
}

/** No names are all names. A request without a name never matches a rule with names. */
export function resourceNameMatches(rule: PolicyRule, name: string): boolean {
  return rule.resourceNames.length === 0 || rule.resourceNames.includes(name);
}

export function pathMatches(rule: PolicyRule, path: string): boolean {
  return rule.nonResourceURLs.some((url) => url === '*' || urlCovers(url, path));
}

/** `/api/*` covers `/api/` and everything below, not `/api`; all stars at the end count as one. */
export function urlCovers(url: string, path: string): boolean {
  return url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')));
}
