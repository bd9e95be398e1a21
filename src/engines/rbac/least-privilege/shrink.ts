import { type FieldEdit, isRecord, listAt } from '../../../core/index.ts';
import { defaultPolicy } from '../default-policy.ts';
import { urlCovers } from '../match.ts';
import { type Action, combinedResource } from '../request.ts';
import type { Binding, PolicyObject, Role } from '../vocabulary.ts';
import type { BindingUse, RuleUse } from './usage.ts';

/** How one role or binding of the user's own files is to change. */
export interface PolicyChange {
  readonly object: PolicyObject;
  readonly edits: readonly FieldEdit[];
  /** What the edits do, in words. */
  readonly changes: readonly string[];
}

/** A role or binding that stays as it is although something in it could go. */
export interface LeftAlone {
  readonly object: PolicyObject;
  readonly reason: string;
}

export interface PolicyPlan {
  readonly changes: readonly PolicyChange[];
  readonly left: readonly LeftAlone[];
}

type ListField = 'verbs' | 'apiGroups' | 'resources' | 'resourceNames' | 'nonResourceURLs';
const FIELDS: readonly ListField[] = ['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'];

/**
 * Takes out what no request of the log used: words of rules, rules, and the subjects of bindings. Roles and bindings stay where they are, empty if
 * need be: a deleted document would leave the object in the cluster, an empty one takes the rights away when it is applied.
 */
export function removeUnused(uses: readonly RuleUse[], bindings: readonly BindingUse[], bound: ReadonlySet<PolicyObject>): PolicyPlan {
  const changes: PolicyChange[] = [];
  const left: LeftAlone[] = [];
  for (const [role, rules] of Map.groupBy(uses, (use) => use.role)) {
    const { source } = role;
    if (!source || rules.every(isFullyUsed)) continue;
    if (isDefault(role)) left.push({ object: source, reason: 'every cluster makes it for itself, and mends it when it starts' });
    else if (!bound.has(source)) left.push({ object: source, reason: 'no binding among the files leads to it, so others may' });
    else changes.push(shrinkRole(source, rules));
  }
  for (const { binding, count } of bindings) {
    const { source } = binding;
    if (!source || count > 0 || binding.subjects.length === 0) continue;
    if (isDefault(binding)) left.push({ object: source, reason: 'every cluster makes it for itself, and mends it when it starts' });
    else if (!binding.role) left.push({ object: source, reason: 'its role is not among the files' });
    else if (binding.role.rules.length === 0) left.push({ object: source, reason: 'its role allows nothing' });
    else
      changes.push({
        object: source,
        edits: [{ kind: 'set', path: ['subjects'], value: [] }],
        changes: [`removes ${binding.subjects.length === 1 ? 'its subject' : `its ${binding.subjects.length} subjects`}: nobody used it`],
      });
  }
  return { changes: changes.filter(({ edits }) => edits.length > 0), left };
}

function isFullyUsed(use: RuleUse): boolean {
  return use.count > 0 && FIELDS.every((field) => unusedWords(use, field).length === 0);
}

function shrinkRole(object: PolicyObject, uses: readonly RuleUse[]): PolicyChange {
  const edits: FieldEdit[] = [];
  const changes: string[] = [];
  // From the end, so that the places of those before stay what they are.
  for (const use of uses.toReversed()) {
    const path = ['rules', use.ruleIndex] as const;
    if (use.count === 0) {
      edits.push({ kind: 'remove', path });
      changes.unshift(`removes rule ${use.ruleIndex + 1}: never used`);
      continue;
    }
    const removed: string[] = [];
    for (const field of FIELDS) {
      const unused = unusedWords(use, field);
      if (unused.length === 0) continue;
      const list = listAt(object.value, 'rules', use.ruleIndex, field);
      for (const [index, word] of [...list.entries()].reverse()) {
        if (typeof word === 'string' && unused.includes(word)) edits.push({ kind: 'remove', path: [...path, field, index] });
      }
      removed.push(`${LABELS[field]} ${unused.map(quoted).join(', ')}`);
    }
    if (removed.length > 0) changes.unshift(`takes out of rule ${use.ruleIndex + 1}: ${removed.join('; ')}`);
  }
  return { object, edits, changes };
}

const LABELS: Readonly<Record<ListField, string>> = {
  verbs: 'verbs',
  apiGroups: 'groups',
  resources: 'resources',
  resourceNames: 'names',
  nonResourceURLs: 'paths',
};

function quoted(word: string): string {
  return word === '' ? '"" (core)' : word;
}

/** The words of one list that no request needed. Stars are another matter, and a list that says something never becomes empty: that could mean everything. */
function unusedWords({ rule, actions, count }: RuleUse, field: ListField): string[] {
  if (count === 0) return [];
  const unused = rule[field].filter((word) => !actions.some((action) => needsWord(field, word, action)));
  return unused.length === rule[field].length ? [] : [...new Set(unused)];
}

function needsWord(field: ListField, word: string, action: Action): boolean {
  if (field === 'verbs') return word === '*' || word === action.verb;
  if (action.kind === 'path') return field === 'nonResourceURLs' && (word === '*' || urlCovers(word, action.path));
  switch (field) {
    case 'apiGroups':
      return word === '*' || word === action.apiGroup;
    case 'resources':
      return word === '*' || word === combinedResource(action) || (action.subresource !== '' && word === `*/${action.subresource}`);
    case 'resourceNames':
      // A request without a name, that such a rule allowed, stands for so many names that they were not kept.
      return action.name === '' || word === action.name;
    case 'nonResourceURLs':
      return false;
  }
}

/** Whether every cluster makes this role or binding: by its label, or by its name. */
export function isDefault({ kind, namespace, name, source }: Role | Binding): boolean {
  const metadata = source?.value['metadata'];
  const labels = isRecord(metadata) && isRecord(metadata['labels']) ? metadata['labels'] : {};
  if (labels['kubernetes.io/bootstrapping'] === 'rbac-defaults') return true;
  const { roles, bindings } = defaultPolicy();
  return [...roles, ...bindings].some((one) => one.kind === kind && one.namespace === namespace && one.name === name);
}
