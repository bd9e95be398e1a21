import { compareText, type FieldEdit } from '../../../core/index.ts';
import { ruleAllows } from '../match.ts';
import { type Action, combinedResource, resourceAction } from '../request.ts';
import type { PolicyObject, PolicyRule, Role } from '../vocabulary.ts';
import { mergePermissions, type PathPermission, type ResourcePermission, sortVerbs } from './merge-permissions.ts';
import { isDefault, type LeftAlone, type PolicyChange, type PolicyPlan } from './shrink.ts';
import type { RuleUse } from './usage.ts';
import { ruleObject } from './write-policy.ts';

/** A resource of the cluster with the verbs that it has; a subresource is one of its own (`pods/log`). */
export interface KnownVerbs {
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
}

const ALL_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** Verbs that lead to more than they say, so that people should know of them. */
const STRONG_VERBS: ReadonlySet<string> = new Set(['approve', 'bind', 'escalate', 'impersonate', 'sign']);

/** Whether a star stands in it that can be said in words. A star at the end of a path is a prefix, which no list can replace. */
export function hasWildcard(rule: PolicyRule): boolean {
  return rule.verbs.includes('*') || rule.apiGroups.includes('*') || rule.resources.some(isStar) || rule.nonResourceURLs.includes('*');
}

function isStar(resource: string): boolean {
  return resource === '*' || resource.startsWith('*/');
}

/** Replaces stars by what the log used. Lists without a star stay as they are. */
export function tightenByUse(uses: readonly RuleUse[]): PolicyPlan {
  return planOf(uses, (use) =>
    use.count === 0 ? 'no request of the log used it: rbac generate --remove-unused takes it out' : narrowToUse(use.rule, use.actions),
  );
}

/** Replaces stars by all words that they stand for today, among the resources that are known. */
export function tightenToKnown(uses: readonly RuleUse[], known: readonly KnownVerbs[]): PolicyPlan {
  return planOf(uses, ({ rule }) => spellOut(rule, known));
}

type Narrowed = readonly PolicyRule[] | string;

function planOf(uses: readonly RuleUse[], narrow: (use: RuleUse) => Narrowed): PolicyPlan {
  const changes: PolicyChange[] = [];
  const left: LeftAlone[] = [];
  for (const [role, rules] of Map.groupBy(uses, (use) => use.role)) {
    const wild = rules.filter(({ rule }) => hasWildcard(rule));
    const { source } = role;
    if (!source || wild.length === 0) continue;
    if (isDefault(role)) {
      left.push({ object: source, reason: 'every cluster makes it for itself, and mends it when it starts' });
      continue;
    }
    const change = changeRole(role, source, wild, narrow, left);
    if (change.edits.length > 0) changes.push(change);
  }
  return { changes, left };
}

function changeRole(
  role: Role,
  object: PolicyObject,
  wild: readonly RuleUse[],
  narrow: (use: RuleUse) => Narrowed,
  left: LeftAlone[],
): PolicyChange {
  const edits: FieldEdit[] = [];
  const added: FieldEdit[] = [];
  const changes: string[] = [];
  for (const use of wild) {
    const narrowed = narrow(use);
    const number = use.ruleIndex + 1;
    if (typeof narrowed === 'string') {
      left.push({ object, reason: `rule ${number}: ${narrowed}` });
      continue;
    }
    const [first, ...others] = narrowed;
    if (!first) continue;
    const before = role.rules[use.ruleIndex] ?? first;
    const fields = (['apiGroups', 'resources', 'nonResourceURLs', 'verbs'] as const).filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(first[field]),
    );
    for (const field of fields) edits.push({ kind: 'set', path: ['rules', use.ruleIndex, field], value: first[field] });
    for (const rule of others) added.push({ kind: 'add', path: ['rules'], value: ruleObject(rule) });
    const parts = others.length > 0 ? `, in ${others.length + 1} rules` : '';
    const strong = before.verbs.includes('*') ? first.verbs.filter((verb) => STRONG_VERBS.has(verb)) : [];
    const remark = strong.length > 0 ? `; ${strong.join(', ')} stay among the verbs, as the star had them` : '';
    changes.push(`replaces the stars of rule ${number} in ${fields.join(', ')}${parts}${remark}`);
  }
  return { object, edits: [...edits, ...added], changes };
}

/** Stands for a list that is not looked at. */
const SAME = 'same';

function narrowToUse(rule: PolicyRule, actions: readonly Action[]): Narrowed {
  const [anyVerb, anyGroup, anyResource] = [rule.verbs.includes('*'), rule.apiGroups.includes('*'), rule.resources.some(isStar)];
  const anyPath = rule.nonResourceURLs.includes('*');
  const odd = actions.find(
    (action) => action.verb === '*' || (action.kind === 'resource' && (isStar(action.resource) || action.apiGroup === '*')),
  );
  if (odd) return 'a request used the star as a word, which only a star allows';
  const resources: ResourcePermission[] = [];
  const paths: PathPermission[] = [];
  for (const action of actions) {
    const verb = anyVerb ? action.verb : SAME;
    if (action.kind === 'path') paths.push({ verb, path: anyPath ? action.path : SAME });
    else {
      const apiGroup = anyGroup ? action.apiGroup : SAME;
      resources.push({ verb, apiGroup, resource: anyResource ? combinedResource(action) : SAME, name: '' });
    }
  }
  const literals = rule.resources.filter((resource) => !isStar(resource));
  return mergePermissions(distinct(resources), distinct(paths)).map(({ rule: { verbs, apiGroups, resources: words, nonResourceURLs } }) => {
    const isForPaths = nonResourceURLs.length > 0;
    return {
      verbs: anyVerb ? verbs : rule.verbs,
      apiGroups: isForPaths ? [] : anyGroup ? apiGroups : rule.apiGroups,
      resources: isForPaths ? [] : anyResource ? [...new Set([...literals, ...words])] : rule.resources,
      resourceNames: isForPaths ? [] : rule.resourceNames,
      nonResourceURLs: isForPaths ? (anyPath ? nonResourceURLs : rule.nonResourceURLs) : [],
    };
  });
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((one) => [JSON.stringify(one), one])).values()];
}

function spellOut(rule: PolicyRule, known: readonly KnownVerbs[]): Narrowed {
  if (rule.nonResourceURLs.length > 0) return 'which paths there are is not known: name an audit log';
  const anyVerb = rule.verbs.includes('*');
  const [groups, resources] = [new Set<string>(), new Set<string>()];
  const verbs = new Set<string>();
  const met = new Set<string>();
  for (const one of known) {
    const verb = anyVerb ? one.verbs[0] : (rule.verbs.find((word) => one.verbs.includes(word)) ?? rule.verbs[0]);
    if (verb === undefined || !ruleAllows({ ...rule, resourceNames: [] }, resourceAction(verb, one.resource, { apiGroup: one.group })))
      continue;
    groups.add(one.group);
    resources.add(one.resource);
    for (const word of one.verbs) verbs.add(word);
    met.add(one.resource);
  }
  if (met.size === 0) return 'no resource that is known fits it, so the star stays';
  const literals = rule.resources.filter((resource) => !isStar(resource));
  // Of a resource that is not known the usual verbs are.
  if (literals.some((resource) => !met.has(resource))) for (const verb of ALL_VERBS) verbs.add(verb);
  const sorted = (words: Iterable<string>): string[] => [...words].sort(compareText);
  return [
    {
      ...rule,
      verbs: anyVerb ? sortVerbs([...verbs]) : rule.verbs,
      apiGroups: rule.apiGroups.includes('*') ? sorted(groups) : rule.apiGroups,
      resources: rule.resources.some(isStar)
        ? [...literals, ...sorted(resources).filter((one) => !literals.includes(one))]
        : rule.resources,
    },
  ];
}
