import { type Action, type PolicyRule, type Power, powersOf, type Role, ruleAllows } from '../../engines/rbac/index.ts';
import { builtInResources, VIRTUAL_RESOURCES } from '../../kubernetes/index.ts';
import { listWords } from './words.ts';

/** From this rank on a power is worth knowing, but leads nowhere by itself. */
const HARMLESS_RANK = 4;

/** The titles of powers that would not fit into a list of several. */
const IN_SHORT: Readonly<Record<string, string>> = {
  'node-proxy': 'commands in every pod through the kubelet',
  'write-secrets': 'writing secrets',
  'create-workloads': 'starting pods',
};

/** Powers of rules that lead further than they say, the worst first; `isNamespaced` leaves out those that a RoleBinding cannot give. */
export function gravePowers(rules: readonly PolicyRule[], isNamespaced = false): readonly Power[] {
  const found = new Set(rules.flatMap((rule) => powersOf(rule).filter((power) => !isNamespaced || reachesNamespaces(rule, power))));
  return [...found].filter(({ rank }) => rank < HARMLESS_RANK).sort((a, b) => a.rank - b.rank);
}

/** The rank of the worst; a number above all ranks where there is none. */
export function worstRank(rules: readonly PolicyRule[], isNamespaced = false): number {
  return gravePowers(rules, isNamespaced)[0]?.rank ?? HARMLESS_RANK + 1;
}

/** `everything`, or the worst powers: `reading secrets, commands in running pods and 3 others`; empty where there is none. */
export function describePowers(rules: readonly PolicyRule[], isNamespaced = false): string {
  const powers = gravePowers(rules, isNamespaced);
  if (powers.some(({ id }) => id === 'everything')) return 'everything';
  return listWords(powers.map(({ id, title }) => IN_SHORT[id] ?? title));
}

/** What a binding gives, in a message: `role (powers)`. */
export function describeGift(role: Role, name: string, isNamespaced: boolean): string {
  const powers = describePowers(role.rules, isNamespaced);
  return powers === '' || powers === 'everything' ? name : `${name} (${powers})`;
}

function reachesNamespaces(rule: PolicyRule, { id, actions }: Power): boolean {
  const ofAnyName = { ...rule, resourceNames: [] };
  return id === 'everything' || actions.some((action) => isInNamespaces(action) && ruleAllows(ofAnyName, action));
}

let namespaced: ReadonlySet<string> | undefined;

function isInNamespaces(action: Action): boolean {
  namespaced ??= new Set(
    [...builtInResources(), ...VIRTUAL_RESOURCES]
      .filter(({ isNamespaced, resource }) => isNamespaced || resource === 'namespaces')
      .map(({ group, resource }) => `${group}/${resource}`),
  );
  return action.kind === 'resource' && namespaced.has(`${action.apiGroup}/${action.resource}`);
}
