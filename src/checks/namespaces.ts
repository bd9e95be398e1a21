import { isRecord, listAt, recordAt, stringAt, valueAt } from '../core/index.ts';
import type { InventoryObject, World } from '../inventory/index.ts';

/** Namespaces that come with the cluster; what happens in them is up to its distribution. */
export const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** Objects of a kind in a namespace of a world. An object that names no namespace may be installed in any, so it counts for all. */
export function objectsIn(world: World, namespace: string | undefined, group: string, kind: string): readonly InventoryObject[] {
  return world
    .ofKind(group, kind)
    .filter((object) => namespace === undefined || object.namespace === undefined || object.namespace === namespace);
}

/** Labels of the pods that a namespace of this world may run: those of pods and of templates. */
export function podLabelsIn(world: World, namespace: string | undefined): readonly Readonly<Record<string, string>>[] {
  return world.objects
    .filter(
      (object) => object.pods.length > 0 && (namespace === undefined || object.namespace === undefined || object.namespace === namespace),
    )
    .flatMap((object) => object.pods.map((pod) => pod.metadata.labels ?? {}));
}

/** `matchLabels` and `matchExpressions` of a label selector. An empty selector matches everything. */
export function matchesSelector(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const equal = Object.entries(recordAt(selector, 'matchLabels')).every(([key, value]) => labels[key] === value);
  return equal && listAt(selector, 'matchExpressions').every((expression) => matchesExpression(expression, labels));
}

function matchesExpression(expression: unknown, labels: Readonly<Record<string, string>>): boolean {
  const key = stringAt(expression, 'key') ?? '';
  const values = listAt(expression, 'values');
  const value = labels[key];
  switch (stringAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** Whether a policy selects every pod of its namespace and restricts this direction, whatever it then allows. */
export function isolatesAll(policy: InventoryObject, direction: 'Ingress' | 'Egress'): boolean {
  const selector = valueAt(policy.value, ['spec', 'podSelector']);
  const selectsAll =
    isRecord(selector) && Object.keys(recordAt(selector, 'matchLabels')).length === 0 && listAt(selector, 'matchExpressions').length === 0;
  return selectsAll && directionsOf(policy).includes(direction);
}

/** Where `policyTypes` is missing, Ingress is restricted always and Egress when there are egress rules. */
export function directionsOf(policy: InventoryObject): readonly unknown[] {
  const types = valueAt(policy.value, ['spec', 'policyTypes']);
  if (Array.isArray(types)) return types;
  return valueAt(policy.value, ['spec', 'egress']) === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
}
