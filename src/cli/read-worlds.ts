import type { Problem } from '../core/index.ts';
import { stringAt } from '../core/index.ts';
import type { InputText, Inventory, InventoryObject, Snapshot, World } from '../inventory/index.ts';
import type { ExitReason } from './exit-codes.ts';
import type { OptionValues } from './option-spec.ts';
import { readInput } from './read-input.ts';

/** Alternatives of one cluster that answer alike, because the objects that matter to the question are the same in them. */
export interface WorldGroup {
  /** Their names; one empty name where there are no alternatives. */
  readonly names: readonly string[];
  readonly objects: readonly InventoryObject[];
}

export interface ReadWorlds {
  /** At least one. */
  readonly groups: readonly WorldGroup[];
  /** Every object that was read, whatever alternative it belongs to. */
  readonly objects: readonly InventoryObject[];
  /** The texts that they were read from. */
  readonly inputs: readonly InputText[];
  /** Snapshots of live clusters among the inputs. */
  readonly snapshots: readonly Snapshot[];
  readonly problems: readonly Problem[];
  readonly reasons: readonly ExitReason[];
}

/** Reads what `--from` names, or `from`, and puts together the alternatives that have the same objects that matter. */
export function readWorlds(
  options: OptionValues,
  matters: (object: InventoryObject) => boolean,
  from: readonly string[] = listOption(options['from']),
  cwd?: string,
): ReadWorlds {
  const { inputs, inventory, problems, reasons } = readInput(from, undefined, cwd);
  return {
    groups: groupWorlds(inventory, matters),
    objects: inventory.objects,
    inputs,
    snapshots: inventory.snapshots,
    problems,
    reasons: reasons.filter((reason) => reason !== 'nothing' || inventory.objects.length === 0),
  };
}

/** The alternatives of objects that have been read, those together that have the same objects that matter. */
export function groupWorlds(inventory: Inventory, matters: (object: InventoryObject) => boolean): WorldGroup[] {
  const numbers = new Map(inventory.objects.map((object, index) => [object, index]));
  const keyOf = ({ objects }: World): string =>
    objects
      .filter(matters)
      .map((object) => numbers.get(object))
      .join(' ');
  return [...Map.groupBy(inventory.worlds, keyOf).values()].map((worlds) => ({
    names: worlds.map(({ name }) => name),
    objects: worlds[0]?.objects ?? [],
  }));
}

export function listOption(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}

/**
 * Where objects stand that name no namespace, as far as the files say: bindings for the whole cluster must name the namespace of a service
 * account, and one that is declared without a namespace stands there.
 */
export function namespaceFromSubjects(objects: readonly InventoryObject[]): string | undefined {
  const loose = new Set(
    objects.flatMap(({ kind, namespace, name }) => (kind === 'ServiceAccount' && namespace === undefined ? [name] : [])),
  );
  if (loose.size === 0) return undefined;
  const found = new Set<string>();
  for (const { kind, value } of objects) {
    if (kind !== 'ClusterRoleBinding' && kind !== 'RoleBinding') continue;
    const subjects = value['subjects'];
    for (const subject of Array.isArray(subjects) ? subjects : []) {
      const namespace = stringAt(subject, 'namespace');
      if (stringAt(subject, 'kind') === 'ServiceAccount' && namespace && loose.has(stringAt(subject, 'name') ?? '')) found.add(namespace);
    }
  }
  return found.size === 1 ? [...found][0] : undefined;
}
