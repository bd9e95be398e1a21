import { didYouMean } from '../../core/index.ts';
import type { PolicyRule } from '../../engines/rbac/index.ts';
import { builtInResources, VIRTUAL_RESOURCES } from '../../kubernetes/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { isRemoved } from './removed-resources.ts';
import { listWords } from './words.ts';

export const unknownResource: Check = defineRuleCheck({
  id: 'rbac/unknown-resource',
  title: 'Resource that Kubernetes does not have',
  severity: 'low',
  why: 'The rule allows nothing. What was meant does not work, and is then often allowed by a star; and if somebody adds a resource of that name, the right is there.',
  remedy: 'Write the plural in small letters (pods, not Pod), with the group that it is in: "" for pods and Secrets, apps for Deployments.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Manifests that are published have been applied, so this mistake is not in them.',
  *find({ rule, index }) {
    for (const [at, resource] of rule.resources.entries()) {
      const problem = problemOf(resource, rule);
      if (problem) yield { path: ['rules', index, 'resources', at], message: problem.message };
    }
  },
  fix({ path }, { rule }) {
    const meant = problemOf(rule.resources[Number(path.at(-1))] ?? '', rule)?.meant;
    return meant === undefined
      ? undefined
      : makeFix([{ kind: 'set', path, value: meant }], 'nothing that works today: the right begins to hold', { risky: true });
  },
});

/** Names that the kubelet and the admission of owner references ask about, though no path of the API leads to them. */
const ASKED_ELSEWHERE = new Set([
  'nodes/metrics',
  'nodes/stats',
  'nodes/log',
  'nodes/spec',
  'nodes/checkpoint',
  'nodes/configz',
  'nodes/healthz',
  'nodes/pods',
]);

interface Problem {
  readonly message: string;
  /** What should stand there, where that is certain. */
  readonly meant?: string;
}

/** `undefined` for a resource that there is, or that a group may have which is not Kubernetes's own. */
function problemOf(name: string, { apiGroups, verbs }: PolicyRule): Problem | undefined {
  const groups = known();
  if (!apiGroups.every((group) => groups.has(group)) || apiGroups.length === 0) return undefined;
  const [plural = '', subresource] = name.split('/');
  if (
    name.includes('*') ||
    ASKED_ELSEWHERE.has(name) ||
    subresource === 'finalizers' ||
    verbs.some((verb) => verb.startsWith('impersonate'))
  )
    return undefined;
  // OpenShift asks about these before an address may be written that it gives out itself.
  if (subresource === 'restricted' || apiGroups.some((group) => isRemoved(group, plural))) return undefined;
  const found = apiGroups.flatMap((group) => groups.get(group)?.get(plural) ?? []);
  if (found.length > 0) {
    if (subresource === undefined || found.some((all) => all.has(subresource))) return undefined;
    const suggestion = didYouMean(
      subresource,
      found.flatMap((all) => [...all]),
    );
    return {
      message: `${plural} have no subresource ${subresource}${suggestion === undefined ? '' : `; did you mean ${plural}/${suggestion}?`}`,
    };
  }
  const key = `${name} ${apiGroups.join()}`;
  let problem = problems.get(key);
  // The names of mistakes are few, and looking for what was meant takes long.
  if (!problem) problems.set(key, (problem = unknown(plural, subresource, apiGroups)));
  return problem;
}

const problems = new Map<string, Problem>();

function unknown(plural: string, subresource: string | undefined, apiGroups: readonly string[]): Problem {
  const groups = known();
  const homes = [...groups].filter(([, resources]) => resources.has(plural)).map(([group]) => nameOf(group));
  const where = listWords(apiGroups.map(nameOf));
  if (homes.length > 0) return { message: `${plural} are not in ${where} but in ${listWords(homes)}` };
  const singular = builtInResources().find(
    ({ group, singular: one, shortNames }) => apiGroups.includes(group) && (one === plural.toLowerCase() || shortNames.includes(plural)),
  );
  const exact =
    singular?.resource ?? apiGroups.flatMap((group) => [...(groups.get(group)?.keys() ?? [])]).find((one) => one === plural.toLowerCase());
  if (exact !== undefined) {
    const meant = subresource === undefined ? exact : `${exact}/${subresource}`;
    return { message: `${plural} is no resource; rules name it ${exact}`, meant };
  }
  const suggestion = didYouMean(
    plural,
    apiGroups.flatMap((group) => [...(groups.get(group)?.keys() ?? [])]),
  );
  return { message: `${plural} is no resource of ${where}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}` };
}

function nameOf(group: string): string {
  return group === '' ? 'the core group' : group;
}

let table: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> | undefined;

/** Groups, their resources, and the subresources of these. */
function known(): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  if (table) return table;
  const groups = new Map<string, Map<string, ReadonlySet<string>>>();
  const add = (group: string, resource: string, subresources: readonly string[]): void => {
    const resources = groups.get(group) ?? new Map<string, ReadonlySet<string>>();
    groups.set(group, resources.set(resource, new Set([...subresources, ...(resources.get(resource) ?? [])])));
  };
  for (const { group, resource, subresources } of builtInResources())
    add(
      group,
      resource,
      subresources.map(({ name }) => name),
    );
  for (const { group, resource } of VIRTUAL_RESOURCES) add(group, resource, []);
  return (table = groups);
}
