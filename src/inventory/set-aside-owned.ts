import { isRecord, listAt, type Problem, stringAt } from '../core/index.ts';
import type { PodView } from '../kubernetes/index.ts';
import type { InventoryObject } from './object.ts';

export interface Owned {
  readonly objects: readonly InventoryObject[];
  readonly owned: readonly InventoryObject[];
  readonly problems: readonly Problem[];
}

/** A chain of controllers is Deployment, ReplicaSet, Pod; operators add a link or two. */
const MAX_CHAIN = 10;

/**
 * Takes out the pods and workloads that others among the objects made, as objects read back from a cluster say in their
 * `ownerReferences`: a Deployment, its ReplicaSets and their pods are one thing to judge, at the place where it can be changed.
 *
 * A pod that runs something else than its owner's template says (a container that admission put in, an ephemeral container, the image
 * of an old revision) stays, once for each difference, since nobody else answers for it. An owner without a pod of its own (a Node,
 * a custom resource of an operator) answers for none.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 */
export function setAsideOwned(all: readonly InventoryObject[]): Owned {
  if (!all.some((object) => object.pods.length > 0 && controllerOf(object))) return { objects: all, owned: [], problems: [] };
  const byKey = new Map(all.filter(({ pods }) => pods.length > 0).map((object) => [keyOf(object, object), object]));
  const seen = new Set<string>();
  const differing = new Map<string, number>();
  const owned: InventoryObject[] = [];
  const objects = all.filter((object) => {
    const owner = object.pods.length > 0 ? firstOwner(object, byKey) : undefined;
    if (!owner) return true;
    const difference = differenceFrom(owner, object);
    if (difference !== undefined) {
      const key = `${keyOf(owner, owner)}\n${difference}`;
      if (!seen.has(key)) {
        seen.add(key);
        differing.set(object.file.name, (differing.get(object.file.name) ?? 0) + 1);
        return true;
      }
    }
    owned.push(object);
    return false;
  });
  return { objects, owned, problems: noticesOf(owned, differing) };
}

/** The object at the beginning of the chain of controllers, as far as its links hold pods and are among the objects. */
function firstOwner(object: InventoryObject, byKey: ReadonlyMap<string, InventoryObject>): InventoryObject | undefined {
  let owner: InventoryObject | undefined;
  for (let link = 0; link < MAX_CHAIN; link++) {
    const reference = controllerOf(owner ?? object);
    const next = reference && byKey.get(keyOf(owner ?? object, reference));
    const uid = next && stringAt(next.value, 'metadata', 'uid');
    if (!next || next === object || (uid !== undefined && reference?.uid !== undefined && uid !== reference.uid)) break;
    owner = next;
  }
  return owner;
}

interface Controller {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string | undefined;
}

function controllerOf({ value }: InventoryObject): Controller | undefined {
  const reference = listAt(value, 'metadata', 'ownerReferences').find((item) => isRecord(item) && item['controller'] === true);
  const kind = stringAt(reference, 'kind');
  const name = stringAt(reference, 'name');
  if (!kind || !name) return undefined;
  const apiVersion = stringAt(reference, 'apiVersion') ?? '';
  return { group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '', kind, name, uid: stringAt(reference, 'uid') };
}

/** Owners stand in the namespace of what they own; two files may be two clusters. */
function keyOf({ file, namespace }: InventoryObject, { group, kind, name }: Pick<InventoryObject, 'group' | 'kind' | 'name'>): string {
  return `${file.name}\n${namespace ?? ''}\n${group}/${kind}/${name}`;
}

/** What a running pod has that no template of its owner says; `undefined` where there is nothing, or it does not run. */
function differenceFrom(owner: InventoryObject, object: InventoryObject): string | undefined {
  const [pod] = object.pods;
  if (object.kind !== 'Pod' || object.group !== '' || !pod) return undefined;
  const phase = stringAt(object.value, 'status', 'phase');
  if (phase === 'Succeeded' || phase === 'Failed') return undefined;
  const own = signatureOf(pod);
  return owner.pods.some((template) => signatureOf(template) === own) ? undefined : own;
}

/** What decides about the safety of a pod; what the scheduler and the defaulting of the API server add is left out. */
function signatureOf({ spec, containers }: PodView): string {
  return JSON.stringify([
    [spec.hostNetwork ?? false, spec.hostPID ?? false, spec.hostIPC ?? false],
    spec.serviceAccountName ?? 'default',
    normal(spec.securityContext),
    (spec.volumes ?? []).flatMap(({ hostPath }) => (hostPath?.path === undefined ? [] : hostPath.path)).sort(),
    containers.map((container) => [
      container.kind,
      container.spec.name,
      container.spec.image,
      normal(container.spec.securityContext),
      normal(container.spec.command),
      (container.spec.ports ?? []).flatMap(({ hostPort }) => hostPort || []),
    ]),
  ]);
}

/** Empty is absent, and the order of keys is nothing. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normal);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value)
    .map(([key, child]) => [key, normal(child)] as const)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : entries;
}

function noticesOf(owned: readonly InventoryObject[], differing: ReadonlyMap<string, number>): Problem[] {
  return [...Map.groupBy(owned, ({ file }) => file.name)].map(([file, objects]): Problem => {
    const kinds = [...Map.groupBy(objects, ({ kind }) => kind)].map(([kind, { length }]) => `${length} ${kind}${length === 1 ? '' : 's'}`);
    const others = differing.get(file) ?? 0;
    const kept =
      others === 0
        ? ''
        : `; ${others} ${others === 1 ? 'pod that differs' : 'pods that differ'} from what made them ${others === 1 ? 'is' : 'are'} judged as well`;
    return { code: 'notice', file, message: `${kinds.join(', ')} not judged again beside what made them${kept}` };
  });
}
