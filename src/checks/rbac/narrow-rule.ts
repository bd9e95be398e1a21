import type { FieldEdit } from '../../core/index.ts';
import type { PolicyRule } from '../../engines/rbac/index.ts';
import { builtInResources, VIRTUAL_RESOURCES } from '../../kubernetes/index.ts';
import { type Fix, makeFix } from '../fixes.ts';
import type { Matched } from './match-right.ts';

/**
 * Takes the matched verbs of the matched resources out of a rule. What else requests can ask of it stays allowed, in a rule of its own where
 * that is necessary. `undefined` where a star would have to be replaced, which nobody can do without knowing what is used.
 */
export function narrowRule(index: number, rule: PolicyRule, matched: Matched, breaks: string): Fix | undefined {
  if (rule.verbs.includes('*') || rule.nonResourceURLs.length > 0) return undefined;
  return makeFix(editsFor(index, rule, matched), breaks, { risky: true });
}

function editsFor(index: number, rule: PolicyRule, { resources, verbs }: Matched): FieldEdit[] {
  const restResources = rule.resources.filter((resource) => !resources.includes(resource));
  const restVerbs = rule.verbs.filter((verb) => !verbs.includes(verb) && meansSomething(verb, resources, rule.apiGroups));
  if (restResources.length === 0) {
    if (restVerbs.length === 0) return [{ kind: 'remove', path: ['rules', index] }];
    return removals(['rules', index, 'verbs'], rule.verbs, (verb) => !restVerbs.includes(verb));
  }
  const edits = [
    ...removals(['rules', index, 'resources'], rule.resources, (resource) => resources.includes(resource)),
    // A verb like bind belongs to what leaves the rule.
    ...removals(
      ['rules', index, 'verbs'],
      rule.verbs,
      (verb) => verbs.includes(verb) && !meansSomething(verb, restResources, rule.apiGroups),
    ),
  ];
  if (restVerbs.length === 0) return edits;
  const names = rule.resourceNames.length > 0 ? { resourceNames: rule.resourceNames } : {};
  const value = { apiGroups: groupsOf(resources, rule.apiGroups), resources, ...names, verbs: restVerbs };
  return [...edits, { kind: 'add', path: ['rules'], value }];
}

/** From the end, so that no removal moves what the next one names. */
function removals(path: readonly (string | number)[], list: readonly string[], isUnwanted: (word: string) => boolean): FieldEdit[] {
  return list.flatMap((word, at) => (isUnwanted(word) ? [{ kind: 'remove', path: [...path, at] } as const] : [])).toReversed();
}

/** Whether a request with this verb is possible for one of the resources; always so for those that Kubernetes does not know. */
function meansSomething(verb: string, resources: readonly string[], groups: readonly string[]): boolean {
  return resources.some((resource) => {
    const known = groups.flatMap((group) => verbsOf(resource, group));
    return known.length === 0 || groups.includes('*') || known.some((verbs) => verbs.includes(verb));
  });
}

/** Those of the groups that have one of the resources; all of them where none is known to. */
function groupsOf(resources: readonly string[], groups: readonly string[]): readonly string[] {
  const found = groups.filter((group) => group === '*' || resources.some((resource) => verbsOf(resource, group).length > 0));
  return found.length > 0 ? found : groups;
}

/** The verbs of a resource, or of a subresource, in a group; empty where the group does not have it. */
function verbsOf(name: string, group: string): readonly (readonly string[])[] {
  const [plural, subresource] = name.split('/');
  const real = builtInResources().filter((one) => one.group === group && one.resource === plural);
  if (subresource !== undefined)
    return real.flatMap(({ subresources }) => subresources.filter((one) => one.name === subresource).map(({ verbs }) => verbs));
  return [...real, ...VIRTUAL_RESOURCES.filter((one) => one.group === group && one.resource === plural)].map(({ verbs }) => verbs);
}
