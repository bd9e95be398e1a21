import { type AnalysisOptions, type AttackAnalysis, analyseAttacks, readScene, type Scene } from '../../attack/index.ts';
import type { FieldPath } from '../../core/index.ts';
import type { PolicyObject } from '../../engines/rbac/index.ts';
import type { InputText, Inventory, InventoryObject, Snapshot } from '../../inventory/index.ts';
import type { Remarks } from '../answers.ts';
import type { OptionValues } from '../option-spec.ts';
import { readInput } from '../read-input.ts';
import { groupWorlds, listOption, namespaceFromSubjects } from '../read-worlds.ts';

/** One cluster as attackers see it, or alternatives of it that are the same. */
export interface AttackState {
  readonly worlds: readonly string[];
  readonly scene: Scene;
  readonly analysis: AttackAnalysis;
  /** What could not be decided from what was read, and what to add. */
  readonly gaps: readonly string[];
  /** `file:line` of a field; `undefined` for what is assumed. */
  placeOf(object: PolicyObject | undefined, path?: FieldPath): string | undefined;
}

export interface AttackReading extends Remarks {
  readonly states: readonly AttackState[];
  readonly inputs: readonly InputText[];
  readonly inventory: Inventory;
}

export function readAttack(paths: readonly string[], options: OptionValues, question: AnalysisOptions, cwd?: string): AttackReading {
  const { inputs, inventory, problems, reasons } = readInput(paths, undefined, cwd);
  return {
    inputs,
    inventory,
    states: statesOfAttack(inventory, options, question),
    problems: problems.filter(({ code }) => code !== 'bad-shape'),
    notices: [],
    reasons: reasons.filter((reason) => reason !== 'nothing' || inventory.objects.length === 0),
  };
}

/** The same from objects that have been read. */
export function statesOfAttack(inventory: Inventory, options: OptionValues, question: AnalysisOptions): readonly AttackState[] {
  return groupWorlds(inventory, () => true).map(({ names, objects }) => createState(names, objects, inventory, options, question));
}

function createState(
  worlds: readonly string[],
  objects: readonly InventoryObject[],
  { owned, snapshots }: Inventory,
  options: OptionValues,
  question: AnalysisOptions,
): AttackState {
  const namespace = (options['installNamespace'] as string | undefined) ?? namespaceFromSubjects(objects) ?? 'default';
  const scene = readScene(objects, {
    namespace,
    owned,
    assumeDefaults: options['withoutDefaults'] !== true && !snapshots.some(hasWholePolicy),
    cves: listOption(options['assumeCve']),
  });
  const byPart = new Map<PolicyObject, InventoryObject>(objects.map((object) => [object, object]));
  return {
    worlds,
    scene,
    analysis: analyseAttacks(scene, question),
    gaps: gapsOf(scene, snapshots),
    placeOf(part, path = []) {
      const object = part && byPart.get(part);
      if (!object) return undefined;
      const { file, range } = object.locate(path).place;
      return `${file}:${range.start.line}`;
    },
  };
}

function hasWholePolicy({ isUnread }: Snapshot): boolean {
  return !['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].some((kind) => isUnread('rbac.authorization.k8s.io', kind));
}

const RBAC = 'rbac.authorization.k8s.io';

/** Steps that nothing could be said about, since what they hang on is not among the objects. */
function gapsOf(scene: Scene, snapshots: readonly Snapshot[]): string[] {
  const { nodes, units, entries, policy, admission, objects } = scene;
  const gaps: string[] = [];
  const add = (isMissing: boolean, text: string): void => {
    if (isMissing) gaps.push(text);
  };
  const unread = (group: string, kind: string): boolean => snapshots.some(({ isUnread }) => isUnread(group, kind));
  add(
    units.length > 0,
    'what images hold, and which weaknesses their programs have, is not looked at: every program that listens is taken to have one',
  );
  add(
    nodes.names.length === 0,
    'no Node is among the objects, so which pods share a node and which release it runs is open; a snapshot of the cluster has them',
  );
  add(
    entries.length === 0 && units.length > 0,
    'nothing offers a workload to the internet here: no Service of type LoadBalancer or NodePort, no Ingress, no route',
  );
  add(
    policy.bindings.every(({ isAssumed }) => isAssumed),
    'there are no bindings of its own, so nobody holds rights beside those of every cluster',
  );
  add(
    !objects.some(({ kind, group }) => kind === 'NetworkPolicy' && group === 'networking.k8s.io'),
    'there is no NetworkPolicy, so every pod reaches every other',
  );
  add(
    scene.components.every(({ component }) => component.name !== 'kube-apiserver'),
    'the flags of the API server are not among the objects: anonymous requests and the Node authorizer are taken to be as they are by default',
  );
  for (const kind of ['Secret', 'Pod', 'Node', 'Service', 'Namespace'])
    add(unread('', kind), `${kind}s were not to be read for the snapshot`);
  for (const kind of ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'])
    add(unread(RBAC, kind), `${kind}s were not to be read for the snapshot`);
  for (const { kind, name } of admission.unevaluated)
    gaps.push(`${kind} ${name} may refuse pods; it is not evaluated, so steps that create pods are possible and no more`);
  const volumes = units.filter(({ pod }) => (pod.spec.volumes ?? []).some((volume) => 'persistentVolumeClaim' in volume)).length;
  add(
    volumes > 0 && !objects.some(({ kind }) => kind === 'PersistentVolume'),
    `${volumes} workloads mount claims whose volumes are not among the objects; one of type hostPath would be a way to a node`,
  );
  return gaps;
}
