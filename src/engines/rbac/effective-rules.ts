import { compareText } from '../../core/index.ts';
import { breakDown, covers } from './covers.ts';
import { type Power, powersOf } from './powers.ts';
import type { HeldRule, RbacAuthorizer } from './rbac-authorizer.ts';
import { userOf } from './request.ts';
import type { PolicyRule, Subject } from './vocabulary.ts';

/** A rule that somebody holds in one place, put together from all rules there that it covers. */
export interface EffectiveRule {
  /** Empty for the whole cluster. */
  readonly namespace: string;
  readonly rule: PolicyRule;
  /** What makes it dangerous, the worst first; empty for most. */
  readonly powers: readonly Power[];
  /** Where it comes from: every rule of every role that takes part in it. */
  readonly held: readonly HeldRule[];
}

const HARMLESS = 9;

/**
 * What a subject may do, itself and through the groups that it cannot but be in: the dangerous first, then the whole cluster before
 * single namespaces. Rules that another one covers are left out, and rules that differ in one list are put together.
 */
export function effectiveRules(authorizer: RbacAuthorizer, subject: Subject): readonly EffectiveRule[] {
  const user = userOf(subject);
  const wide = authorizer.rulesFor(user, '');
  const wideRules = wide.map(({ rule }) => rule);
  const found = collapse('', wide);
  for (const namespace of authorizer.namespacesOf(user)) {
    // Paths stand in no namespace, so a RoleBinding grants none.
    const narrow = authorizer
      .rulesFor(user, namespace)
      .filter(({ binding, rule }) => binding.kind === 'RoleBinding' && rule.resources.length > 0);
    const held = narrow.map((one) => ({ ...one, rule: { ...one.rule, nonResourceURLs: [] } }));
    found.push(
      ...collapse(
        namespace,
        held.filter(({ rule }) => !covers(wideRules, [rule]).isCovered),
      ),
    );
  }
  const rankOf = ({ powers }: EffectiveRule): number => powers[0]?.rank ?? HARMLESS;
  return found.sort((a, b) => rankOf(a) - rankOf(b) || compareText(a.namespace, b.namespace) || b.powers.length - a.powers.length);
}

type ListField = 'verbs' | 'resources' | 'apiGroups' | 'resourceNames' | 'nonResourceURLs';
const FIELDS: readonly ListField[] = ['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'];

function collapse(namespace: string, held: readonly HeldRule[]): EffectiveRule[] {
  let rules = distinct(held.flatMap(({ rule }) => separate(rule)).map(normalise));
  rules = rules.filter(
    (rule, index) => !rules.some((other, at) => at !== index && isWithin(rule, other) && (at < index || !isWithin(other, rule))),
  );
  for (const field of ['verbs', 'resources', 'nonResourceURLs', 'apiGroups', 'resourceNames'] as const) rules = merge(rules, field);
  return rules.map((rule) => ({
    namespace,
    rule,
    powers: powersOf(rule, namespace !== ''),
    held: held.filter((one) => separate(one.rule).some((part) => breakDown(part).some((atom) => covers([rule], [atom]).isCovered))),
  }));
}

/** A rule may be for resources and paths at once. */
function separate(rule: PolicyRule): PolicyRule[] {
  const resources = rule.apiGroups.length > 0 && rule.resources.length > 0 ? [{ ...rule, nonResourceURLs: [] }] : [];
  const paths = rule.nonResourceURLs.length > 0 ? [{ ...rule, apiGroups: [], resources: [], resourceNames: [] }] : [];
  return rule.verbs.length > 0 ? [...resources, ...paths] : [];
}

/** Sorted lists, in which a star stands alone. */
function normalise(rule: PolicyRule): PolicyRule {
  const list = (words: readonly string[], hasStar = true): string[] =>
    hasStar && words.includes('*') ? ['*'] : [...new Set(words)].sort(compareText);
  return {
    verbs: list(rule.verbs),
    apiGroups: list(rule.apiGroups),
    resources: list(rule.resources),
    // A star is no wildcard among names.
    resourceNames: list(rule.resourceNames, false),
    nonResourceURLs: list(rule.nonResourceURLs),
  };
}

function distinct(rules: readonly PolicyRule[]): PolicyRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(FIELDS.map((field) => rule[field])), rule])).values()];
}

function isWithin(inner: PolicyRule, outer: PolicyRule): boolean {
  return covers([outer], [inner]).isCovered;
}

/** Joins rules that are equal but for one list. No names mean all names, so those rules are not joined with others by name. */
function merge(rules: readonly PolicyRule[], field: ListField): PolicyRule[] {
  const groups = Map.groupBy(rules, (rule) => {
    const others = FIELDS.filter((one) => one !== field).map((one) => rule[one]);
    return JSON.stringify([others, field === 'resourceNames' && rule.resourceNames.length === 0]);
  });
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (!first) throw new Error('a group has a member');
    return normalise({ ...first, [field]: group.flatMap((rule) => rule[field]) });
  });
}
