import { compareText } from '../../../core/index.ts';
import type { PolicyRule } from '../vocabulary.ts';

/** One thing that must be allowed in one namespace, or in the whole cluster. */
export interface ResourcePermission {
  readonly verb: string;
  readonly apiGroup: string;
  /** With its subresource: `pods/log`. */
  readonly resource: string;
  /** Empty for every name. */
  readonly name: string;
}

export interface PathPermission {
  readonly verb: string;
  readonly path: string;
}

export interface MergedRule<T> {
  readonly rule: PolicyRule;
  readonly members: readonly T[];
}

const NOTHING: PolicyRule = { verbs: [], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [] };
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

/**
 * Rules that together allow exactly the given permissions. Each resource stands in as few rules as its names and verbs allow, and resources
 * (then groups) with the same verbs and names share a rule, so every rule is a full product of its lists and nothing is gained by merging.
 */
export function mergePermissions<R extends ResourcePermission, P extends PathPermission>(
  resources: readonly R[],
  paths: readonly P[],
): MergedRule<R | P>[] {
  return [...mergeResources(resources), ...mergePaths(paths)];
}

interface Block<T> {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly names: readonly string[];
  readonly members: readonly T[];
}

function mergeResources<T extends ResourcePermission>(permissions: readonly T[]): MergedRule<T>[] {
  const byObject = Map.groupBy(permissions, ({ apiGroup, resource, name }) => JSON.stringify([apiGroup, resource, name]));
  let blocks = [...byObject.values()].map((members): Block<T> => {
    const [first] = members;
    if (!first) throw new Error('a group has a member');
    return {
      verbs: sortVerbs(members.map(({ verb }) => verb)),
      apiGroups: [first.apiGroup],
      resources: [first.resource],
      names: first.name === '' ? [] : [first.name],
      members,
    };
  });
  // No names mean all names, so a block without names is merged with others of its kind only.
  blocks = join(blocks, 'names', ({ names }) => names.length === 0);
  blocks = join(blocks, 'resources');
  blocks = join(blocks, 'apiGroups');
  return blocks
    .map(({ verbs, apiGroups, resources, names, members }) => ({
      rule: { ...NOTHING, verbs, apiGroups, resources, resourceNames: names },
      members,
    }))
    .sort((a, b) => compareRules(a.rule, b.rule));
}

/** Puts together blocks that differ in one list at most. */
function join<T>(
  blocks: readonly Block<T>[],
  field: 'names' | 'resources' | 'apiGroups',
  apart: (block: Block<T>) => unknown = () => 0,
): Block<T>[] {
  const groups = Map.groupBy(blocks, (block) => JSON.stringify([{ ...block, [field]: [], members: [] }, apart(block)]));
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (!first) throw new Error('a group has a member');
    return {
      ...first,
      [field]: [...new Set(group.flatMap((block) => block[field]))].sort(compareText),
      members: group.flatMap(({ members }) => members),
    };
  });
}

function mergePaths<T extends PathPermission>(permissions: readonly T[]): MergedRule<T>[] {
  const byPath = Map.groupBy(permissions, ({ path }) => path);
  const byVerbs = Map.groupBy(byPath, ([, members]) => sortVerbs(members.map(({ verb }) => verb)).join(' '));
  return [...byVerbs.values()]
    .map((group) => ({
      rule: {
        ...NOTHING,
        verbs: sortVerbs(group.flatMap(([, members]) => members.map(({ verb }) => verb))),
        nonResourceURLs: group.map(([path]) => path).sort(compareText),
      },
      members: group.flatMap(([, members]) => members),
    }))
    .sort((a, b) => compareText(a.rule.nonResourceURLs[0] ?? '', b.rule.nonResourceURLs[0] ?? ''));
}

/** Reading before writing before deleting, as people write them; then the rest. */
export function sortVerbs(verbs: readonly string[]): string[] {
  const rankOf = (verb: string): number => (VERBS.includes(verb) ? VERBS.indexOf(verb) : VERBS.length);
  return [...new Set(verbs)].sort((a, b) => rankOf(a) - rankOf(b) || compareText(a, b));
}

function compareRules(a: PolicyRule, b: PolicyRule): number {
  return (
    compareText(a.apiGroups[0] ?? '', b.apiGroups[0] ?? '') ||
    compareText(a.resources[0] ?? '', b.resources[0] ?? '') ||
    a.resourceNames.length - b.resourceNames.length ||
    compareText(a.verbs.join(), b.verbs.join())
  );
}
