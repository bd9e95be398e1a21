import type { FieldEdit } from '../../core/index.ts';
import type { PolicyRule } from '../../engines/rbac/index.ts';
import { type Fix, makeFix } from '../fixes.ts';
import type { Matched } from './match-right.ts';

/**
 * Takes exactly the matched verbs of the matched resources out of a rule; what else it allowed stays allowed, in a rule of its own where
 * that is necessary. `undefined` where a star would have to be replaced, which nobody can do without knowing what is used.
 */
export function narrowRule(index: number, rule: PolicyRule, { resources, verbs }: Matched, breaks: string): Fix | undefined {
  if (rule.verbs.includes('*') || rule.nonResourceURLs.length > 0) return undefined;
  const restVerbs = rule.verbs.filter((verb) => !verbs.includes(verb));
  const restResources = rule.resources.filter((resource) => !resources.includes(resource));
  return makeFix(editsFor(index, rule, { resources, verbs, restVerbs, restResources }), breaks, { risky: true });
}

interface Parts {
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly restVerbs: readonly string[];
  readonly restResources: readonly string[];
}

function editsFor(index: number, rule: PolicyRule, { resources, verbs, restVerbs, restResources }: Parts): FieldEdit[] {
  if (restResources.length === 0) {
    return restVerbs.length === 0 ? [{ kind: 'remove', path: ['rules', index] }] : removals(['rules', index, 'verbs'], rule.verbs, verbs);
  }
  const edits = removals(['rules', index, 'resources'], rule.resources, resources);
  if (restVerbs.length === 0) return edits;
  const { apiGroups, resourceNames } = rule;
  const names = resourceNames.length > 0 ? { resourceNames } : {};
  return [...edits, { kind: 'add', path: ['rules'], value: { apiGroups, resources, ...names, verbs: restVerbs } }];
}

/** From the end, so that no removal moves what the next one names. */
function removals(path: readonly (string | number)[], list: readonly string[], unwanted: readonly string[]): FieldEdit[] {
  return list.flatMap((word, at) => (unwanted.includes(word) ? [{ kind: 'remove', path: [...path, at] } as const] : [])).toReversed();
}
