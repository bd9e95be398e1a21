import { isRecord, listAt, recordAt, stringAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';

/** The nodes of a cluster, and what runs on them, as far as objects say so. */
export interface Nodes {
  /** Names, sorted; empty where no Node is among the objects. */
  readonly names: readonly string[];
  /** Nodes of the control plane among them. */
  readonly controlPlane: ReadonlySet<string>;
  /** The release of their kubelets, by name. */
  readonly versions: ReadonlyMap<string, string>;
  /** Where the pods of a workload run; `undefined` where no running pod of it is among the objects. */
  of(object: InventoryObject): readonly string[] | undefined;
}

const ROLES = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

/** `owned` are the running pods that other objects answer for. */
export function readNodes(objects: readonly InventoryObject[], owned: readonly InventoryObject[]): Nodes {
  const nodes = objects.filter(({ group, kind }) => group === '' && kind === 'Node');
  const byName = new Map([...objects, ...owned].filter(({ pods }) => pods.length > 0).map((object) => [nameOf(object), object]));
  const found = new Map<InventoryObject, Set<string>>();
  for (const object of [...objects, ...owned]) {
    if (object.group !== '' || object.kind !== 'Pod') continue;
    const node = object.pods[0]?.spec.nodeName;
    const phase = stringAt(object.value, 'status', 'phase');
    if (!node || phase === 'Succeeded' || phase === 'Failed') continue;
    for (const owner of ownersOf(object, byName)) {
      const known = found.get(owner);
      if (known) known.add(node);
      else found.set(owner, new Set([node]));
    }
  }
  return {
    names: nodes.map(({ name }) => name).sort(),
    controlPlane: new Set(
      nodes.filter(({ value }) => ROLES.some((role) => Object.hasOwn(recordAt(value, 'metadata', 'labels'), role))).map(({ name }) => name),
    ),
    versions: new Map(
      nodes.flatMap(({ name, value }) => {
        const version = stringAt(value, 'status', 'nodeInfo', 'kubeletVersion');
        return version === undefined ? [] : [[name, version] as const];
      }),
    ),
    of: (object) => {
      const names = found.get(object);
      return names && [...names].sort();
    },
  };
}

function nameOf({ group, kind, namespace, name }: Pick<InventoryObject, 'group' | 'kind' | 'namespace' | 'name'>): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}

/** The object itself and its controllers, as far as they are among the objects. */
function ownersOf(object: InventoryObject, byName: ReadonlyMap<string, InventoryObject>): InventoryObject[] {
  const owners = [object];
  for (let current: InventoryObject | undefined = object; current && owners.length < 10; ) {
    const reference: unknown = listAt(current.value, 'metadata', 'ownerReferences').find(
      (one) => isRecord(one) && one['controller'] === true,
    );
    const group: string = (stringAt(reference, 'apiVersion') ?? '').split('/').slice(0, -1).join('/');
    const { namespace }: InventoryObject = current;
    current = byName.get(
      nameOf({
        group,
        kind: stringAt(reference, 'kind') ?? '',
        name: stringAt(reference, 'name') ?? '',
        ...(namespace === undefined ? {} : { namespace }),
      }),
    );
    if (current) owners.push(current);
  }
  return owners;
}
