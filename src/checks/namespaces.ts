import { isRecord, listAt, recordAt, valueAt } from '../core/index.ts';
import type { InventoryObject, World } from '../inventory/index.ts';
import { policyTypesOf, selects } from '../kubernetes/index.ts';
import { rememberByWorld } from './unread-kinds.ts';

/** Namespaces that come with the cluster; what happens in them is up to its distribution. */
export const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** Objects of a kind in a namespace of a world. An object that names no namespace may be installed in any, so it counts for all. */
export function objectsIn(world: World, namespace: string | undefined, group: string, kind: string): readonly InventoryObject[] {
  return world
    .ofKind(group, kind)
    .filter((object) => namespace === undefined || object.namespace === undefined || object.namespace === namespace);
}

type Labels = Readonly<Record<string, string>>;

interface LabelledPod {
  readonly namespace: string | undefined;
  readonly labels: Labels;
}

/** The pods of a world by their labels, so that finding those of a selector does not mean looking at all of them. */
interface PodIndex {
  readonly all: readonly LabelledPod[];
  /** Keyed by `key=value`. */
  readonly byLabel: ReadonlyMap<string, readonly LabelledPod[]>;
}

const podIndexOf: (world: World) => PodIndex = rememberByWorld((world) => {
  const all: LabelledPod[] = [];
  const byLabel = new Map<string, LabelledPod[]>();
  for (const { namespace, pods } of world.objects) {
    for (const { metadata } of pods) {
      const pod = { namespace, labels: metadata.labels ?? {} };
      all.push(pod);
      for (const [key, value] of Object.entries(pod.labels)) {
        const same = byLabel.get(`${key}=${value}`);
        if (same) same.push(pod);
        else byLabel.set(`${key}=${value}`, [pod]);
      }
    }
  }
  return { all, byLabel };
});

function mayRunIn(namespace: string | undefined): (pod: LabelledPod) => boolean {
  return (pod) => namespace === undefined || pod.namespace === undefined || pod.namespace === namespace;
}

/** Whether a namespace of this world may run any pod: pods themselves, or templates of workloads. */
export function hasPods(world: World, namespace: string | undefined): boolean {
  return podIndexOf(world).all.some(mayRunIn(namespace));
}

/** Whether it may run one that a label selector selects. */
export function hasSelectedPod(world: World, namespace: string | undefined, selector: unknown): boolean {
  const { all, byLabel } = podIndexOf(world);
  const [first] = Object.entries(recordAt(selector, 'matchLabels'));
  const candidates = first ? (byLabel.get(`${first[0]}=${String(first[1])}`) ?? []) : all;
  const isHere = mayRunIn(namespace);
  return candidates.some((pod) => isHere(pod) && selects(selector, pod.labels));
}

/** Whether a policy selects every pod of its namespace and restricts this direction, whatever it then allows. */
export function isolatesAll(policy: InventoryObject, direction: 'Ingress' | 'Egress'): boolean {
  const selector = valueAt(policy.value, ['spec', 'podSelector']);
  const selectsAll =
    isRecord(selector) && Object.keys(recordAt(selector, 'matchLabels')).length === 0 && listAt(selector, 'matchExpressions').length === 0;
  return selectsAll && policyTypesOf(policy.value).includes(direction);
}
