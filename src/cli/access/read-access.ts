import type { Problem } from '../../core/index.ts';
import {
  createRbacAuthorizer,
  type PolicyObject,
  type PolicyProblem,
  type RbacAuthorizer,
  type RbacPolicy,
  type Role,
  readPolicy,
} from '../../engines/rbac/index.ts';
import type { InputText, Inventory, InventoryObject, Snapshot } from '../../inventory/index.ts';
import {
  type ApiResource,
  builtInResources,
  createResourceNames,
  type ResourceNames,
  resourceOfDefinition,
} from '../../kubernetes/index.ts';
import type { Remarks } from '../answers.ts';
import type { OptionValues } from '../option-spec.ts';
import { groupWorlds, namespaceFromSubjects, readWorlds, type WorldGroup } from '../read-worlds.ts';

/** Who may do what in one cluster. Files may hold alternatives of one cluster; those whose policy is the same make one state. */
export interface AccessState {
  /** The names of the alternatives that it stands for; one empty name where there are none. */
  readonly worlds: readonly string[];
  readonly objects: readonly InventoryObject[];
  readonly policy: RbacPolicy;
  readonly authorizer: RbacAuthorizer;
  /** Where objects that name no namespace are taken to stand, and whether something says so. */
  readonly namespace: string;
  readonly resources: readonly ApiResource[];
  readonly names: ResourceNames;
  /** `file:line` of a field of an object of the policy; `undefined` for what is assumed. */
  placeOf(source: PolicyObject | undefined, path?: readonly (string | number)[]): string | undefined;
  /** `file:line` of a rule: in the role itself, or in the one that an aggregated role has it from. */
  placeOfRule(role: Role, ruleIndex: number): string | undefined;
}

export interface Access extends Remarks {
  /** At least one. */
  readonly states: readonly AccessState[];
  /** The texts that it was read from. */
  readonly inputs: readonly InputText[];
}

/** Reads the cluster that `--from` names and prepares its policy. */
export function readAccess(options: OptionValues, from?: readonly string[], cwd?: string): Access {
  const { groups, objects, inputs, snapshots, problems, reasons } = readWorlds(options, matters, from, cwd);
  const notices = new Set<string>();
  const states = createStates(groups, snapshots, options, notices);
  return { states, inputs, problems: problems.filter(concernsAccess(objects)), notices: [...notices], reasons };
}

/** The same from objects that have been read. */
export function statesOf(inventory: Inventory, options: OptionValues): readonly AccessState[] {
  return createStates(groupWorlds(inventory, matters), inventory.snapshots, options, new Set());
}

function createStates(
  groups: readonly WorldGroup[],
  snapshots: readonly Snapshot[],
  options: OptionValues,
  notices: Set<string>,
): AccessState[] {
  const wanted = options['installNamespace'] as string | undefined;
  const assumeDefaults = options['withoutDefaults'] !== true && !snapshots.some(hasWholePolicy);
  return groups.map((group) => createState(group, wanted, assumeDefaults, snapshots, notices));
}

/** A field of a wrong type matters where it could take a right away or give one. */
function concernsAccess(objects: readonly InventoryObject[]): (problem: Problem) => boolean {
  const files = new Set(
    objects.flatMap(({ group, kind, shapeErrors, file }) =>
      shapeErrors.length > 0 && (group === 'rbac.authorization.k8s.io' || kind === 'ServiceAccount') ? [file.name] : [],
    ),
  );
  return ({ code, place }) => code !== 'bad-shape' || (place !== undefined && files.has(place.file));
}

function matters({ group, kind, pods }: InventoryObject): boolean {
  return group === 'rbac.authorization.k8s.io' || kind === 'ServiceAccount' || kind === 'Namespace' || pods.length > 0;
}

/** A cluster that was read says itself which roles it has: a default one that is not there has been taken away. */
function hasWholePolicy({ isUnread }: Snapshot): boolean {
  return !['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].some((kind) => isUnread('rbac.authorization.k8s.io', kind));
}

function createState(
  { names: worlds, objects }: WorldGroup,
  wanted: string | undefined,
  assumeDefaults: boolean,
  snapshots: readonly Snapshot[],
  notices: Set<string>,
): AccessState {
  const namespace = wanted ?? namespaceFromSubjects(objects) ?? 'default';
  const policy = readPolicy(objects, { namespace, assumeDefaults });
  if (wanted === undefined && policy.problems.some(({ kind }) => kind === 'namespace-assumed')) {
    const reason = namespace === 'default' ? '' : ', which their bindings name';
    notices.add(`roles and bindings without a namespace are taken to be in ${namespace}${reason}; --install-namespace says otherwise`);
  }
  for (const problem of policy.problems) {
    const text = describeProblem(problem);
    if (text) notices.add(text);
  }
  const custom = objects.flatMap(({ kind, value }) => (kind === 'CustomResourceDefinition' ? (resourceOfDefinition(value) ?? []) : []));
  const resources = withServed([...builtInResources(), ...custom], snapshots);
  const byPart = new Map<PolicyObject, InventoryObject>(objects.map((object) => [object, object]));
  const placeOf: AccessState['placeOf'] = (source, path = []) => {
    const object = source && byPart.get(source);
    if (!object) return undefined;
    const { file, range } = object.locate(path).place;
    return `${file}:${range.start.line}`;
  };
  return {
    worlds,
    objects,
    policy,
    authorizer: createRbacAuthorizer(policy),
    namespace,
    resources,
    names: createResourceNames(resources),
    placeOf,
    placeOfRule(role, ruleIndex) {
      const rule = role.rules[ruleIndex];
      const origin = role.clusterRoleSelectors
        ? policy.roles.find((one) => !one.clusterRoleSelectors && one.rules.some((other) => other === rule))
        : role;
      if (!origin || !rule) return undefined;
      return placeOf(origin.source, ['rules', origin.rules.indexOf(rule)]);
    },
  };
}

/** Adds what the clusters serve beyond it: extension servers define no custom resources, and definitions may not have been read. */
function withServed(resources: readonly ApiResource[], snapshots: readonly Snapshot[]): readonly ApiResource[] {
  const known = new Set(resources.map(({ group, resource }) => `${group}/${resource}`));
  const served = snapshots.flatMap(({ header }) => header.resources);
  const added = served.filter(({ group, resource }) => !known.has(`${group}/${resource}`));
  return [...resources, ...added.map(({ version, namespaced, ...rest }) => ({ ...rest, versions: [version], isNamespaced: namespaced }))];
}

/** What a reader of answers has to know; the checks of the catalogue say the rest, with places. */
function describeProblem(problem: PolicyProblem): string | undefined {
  switch (problem.kind) {
    case 'missing-role':
      return `${nameOf(problem.binding)} grants nothing here: its ${problem.binding.roleRef.kind} ${problem.binding.roleRef.name} is not among the objects`;
    case 'unusable-role-ref':
      return `${nameOf(problem.binding)} grants nothing: its roleRef leads nowhere`;
    case 'unusable-subject':
      return `subject ${problem.index + 1} of ${nameOf(problem.binding)} is nobody: it lacks a usable ${problem.reason}`;
    default:
      return undefined;
  }
}

function nameOf({ kind, namespace, name }: { readonly kind: string; readonly namespace: string; readonly name: string }): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
