import { compareText } from '../../../core/index.ts';
import { workloadName } from '../matrix.ts';
import type { NetworkPod } from '../pods.ts';
import type { Labels } from '../selector.ts';
import { DNS_LABELS, DNS_NAMESPACE } from './need.ts';

/** Pods by labels they have, and by keys of labels they lack. */
export interface LabelChoice {
  readonly labels: Labels;
  readonly absent: readonly string[];
}

/** Pods that one policy governs: those of a workload, or of several that no label tells apart. */
export interface PolicyGroup {
  readonly key: string;
  readonly namespace: string;
  /** `Deployment shop/cart`, or several of them. */
  readonly title: string;
  /** What its policy is called. */
  readonly name: string;
  /** Chooses exactly its pods in its namespace. */
  readonly selector: LabelChoice;
  readonly pods: readonly NetworkPod[];
  readonly ids: ReadonlySet<string>;
  /** The workloads it is made of; several share a policy because their labels do not differ. */
  readonly workloads: readonly string[];
}

/** Labels that change from pod to pod or from release to release, by which nobody should select. */
const UNSTABLE =
  /^(?:pod-template-hash|pod-template-generation|controller-revision-hash|controller-uid|job-name|statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|batch\.kubernetes\.io\/.*|app\.kubernetes\.io\/(?:version|managed-by)|helm\.sh\/.*|chart|heritage|version)$/;

const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';
const COMPONENT = 'app.kubernetes.io/component';

/** Sets of labels by which people select, the best first. */
const PREFERRED: readonly (readonly string[])[] = [
  [NAME],
  ['app'],
  ['k8s-app'],
  [NAME, INSTANCE],
  [NAME, COMPONENT],
  [NAME, INSTANCE, COMPONENT],
  ['app', 'component'],
  ['app', 'tier'],
  ['app', 'role'],
];

/** Groups pods by workload, as far as labels can tell workloads apart. Pods on the network of their node belong to no group. */
export function groupForPolicies(pods: readonly NetworkPod[]): PolicyGroup[] {
  const byNamespace = Map.groupBy(
    pods.filter(({ hostNetwork }) => !hostNetwork),
    ({ namespace }) => namespace,
  );
  return [...byNamespace].sort(([a], [b]) => compareText(a, b)).flatMap(([namespace, members]) => groupNamespace(namespace, members));
}

function groupNamespace(namespace: string, pods: readonly NetworkPod[]): PolicyGroup[] {
  const index = indexLabels(pods);
  const units = [...Map.groupBy(pods, workloadName).values()];
  const unitOf = new Map(units.flatMap((unit) => unit.map((pod) => [pod, unit] as const)));
  const found: { readonly pods: readonly NetworkPod[]; readonly selector: LabelChoice }[] = [];
  const taken = new Set<NetworkPod>();
  for (const unit of units) {
    if (unit.some((pod) => taken.has(pod))) continue;
    const merged = withoutDns(namespace, widen(unit, index, pods, unitOf));
    // A later unit may turn out to be like members of earlier groups; then all of them are one.
    const members = new Set(merged.pods);
    for (let at = found.length - 1; at >= 0; at--) if (found[at]?.pods.some((pod) => members.has(pod))) found.splice(at, 1);
    found.push(merged);
    for (const pod of merged.pods) taken.add(pod);
  }
  const names = new Set(['default-deny', 'allow-dns']);
  return found
    .map(({ pods: own, selector }) => describe(namespace, own, selector))
    .sort((a, b) => compareText(a.name, b.name))
    .map((group) => ({ ...group, name: freeName(group, names) }));
}

/** The DNS of the cluster stands in its namespace, whether it was read or not: who has no label of his own must not be taken for it. */
function withoutDns<T extends { readonly pods: readonly NetworkPod[]; readonly selector: LabelChoice }>(namespace: string, group: T): T {
  const { pods, selector } = group;
  const [[key = '', value] = []] = Object.entries(DNS_LABELS);
  const mayMean = namespace === DNS_NAMESPACE && Object.keys(selector.labels).length === 0 && !selector.absent.includes(key);
  if (!mayMean || pods.some(({ labels }) => labels[key] !== undefined)) return group;
  return value === undefined ? group : { ...group, selector: { ...selector, absent: [...selector.absent, key] } };
}

/** Adds workloads until labels select exactly these pods: by what they have, else also by what they lack. */
function widen(
  unit: readonly NetworkPod[],
  index: LabelIndex,
  all: readonly NetworkPod[],
  unitOf: ReadonlyMap<NetworkPod, readonly NetworkPod[]>,
): { pods: readonly NetworkPod[]; selector: LabelChoice } {
  for (let pods = unit; ; ) {
    const labels = stableLabels(pods);
    const exact = candidates(labels).find((keys) => index.count(pick(labels, keys)) === pods.length);
    if (exact) return { pods, selector: { labels: pick(labels, exact), absent: [] } };
    const selected = Object.keys(labels).length === 0 ? all : index.select(labels);
    const own = new Set(pods);
    const others = selected.filter((pod) => !own.has(pod));
    const absent = keysOfOthers(pods, others);
    const alike = others.filter((pod) => absent.every((key) => pod.labels[key] === undefined));
    if (alike.length === 0) return { pods, selector: { labels, absent } };
    pods = [...new Set([...pods, ...alike].flatMap((pod) => unitOf.get(pod) ?? []))];
  }
}

/** Few keys of labels that these pods lack and the others have, those first by which people select. */
function keysOfOthers(pods: readonly NetworkPod[], others: readonly NetworkPod[]): string[] {
  const own = new Set(pods.flatMap((pod) => Object.keys(pod.labels)));
  const counts = new Map<string, number>();
  for (const { labels } of others)
    for (const key of Object.keys(labels)) if (!own.has(key) && !UNSTABLE.test(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const rank = (key: string): number => ([NAME, 'app', 'k8s-app'].includes(key) ? 0 : 1);
  const keys = [...counts].sort(([a, m], [b, n]) => n - m || rank(a) - rank(b) || compareText(a, b)).map(([key]) => key);
  let left = others;
  return keys.filter((key) => {
    const rest = left.filter(({ labels }) => labels[key] === undefined);
    const isOfUse = rest.length < left.length;
    left = rest;
    return isOfUse;
  });
}

function stableLabels(pods: readonly NetworkPod[]): Labels {
  const [first, ...rest] = pods;
  const shared = Object.entries(first?.labels ?? {}).filter(
    ([key, value]) => !UNSTABLE.test(key) && rest.every(({ labels }) => labels[key] === value),
  );
  return Object.fromEntries(shared);
}

/** More labels than this are not tried in pairs. */
const PAIRED = 12;

function candidates(labels: Labels): readonly (readonly string[])[] {
  const keys = Object.keys(labels).sort(compareText);
  const preferred = PREFERRED.filter((wanted) => wanted.every((key) => labels[key] !== undefined));
  const main = [NAME, 'app', 'k8s-app'].find((key) => labels[key] !== undefined);
  const withMain = main === undefined ? [] : keys.filter((key) => key !== main).map((key) => [main, key]);
  const few = keys.slice(0, PAIRED);
  const pairs = few.flatMap((key, at) => few.slice(at + 1).map((other) => [key, other]));
  return [...preferred, ...withMain, ...keys.map((key) => [key]), ...pairs, ...(keys.length > 0 ? [keys] : [])];
}

function pick(labels: Labels, keys: readonly string[]): Labels {
  return Object.fromEntries(keys.map((key) => [key, labels[key] ?? '']));
}

interface LabelIndex {
  select(labels: Labels): readonly NetworkPod[];
  count(labels: Labels): number;
}

function indexLabels(pods: readonly NetworkPod[]): LabelIndex {
  const byPair = new Map<string, NetworkPod[]>();
  for (const pod of pods) {
    for (const [key, value] of Object.entries(pod.labels)) {
      const pair = `${key}=${value}`;
      const list = byPair.get(pair);
      if (list) list.push(pod);
      else byPair.set(pair, [pod]);
    }
  }
  const select = (wanted: Labels): readonly NetworkPod[] => {
    const lists = Object.entries(wanted).map(([key, value]) => byPair.get(`${key}=${value}`) ?? []);
    const [shortest = []] = lists.toSorted((a, b) => a.length - b.length);
    return shortest.filter(({ labels }) => Object.entries(wanted).every(([key, value]) => labels[key] === value));
  };
  return { select, count: (labels) => select(labels).length };
}

function describe(namespace: string, pods: readonly NetworkPod[], selector: LabelChoice): PolicyGroup {
  const workloads = [...new Set(pods.map(({ workload: { kind, name } }) => `${kind} ${namespace}/${name}`))].sort(compareText);
  const names = [...new Set(pods.map(({ workload: { name } }) => name))].sort(compareText);
  const own = names.length === 1 ? (names[0] ?? '') : (Object.values(selector.labels)[0] ?? 'unlabelled');
  return {
    key: `${namespace} ${JSON.stringify(selector)} ${workloads.join()}`,
    namespace,
    title: workloads.join(', '),
    name: objectName(own),
    selector,
    pods,
    ids: new Set(pods.map(({ id }) => id)),
    workloads,
  };
}

/** A name that the API server takes: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
function objectName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .slice(0, 200)
    .replace(/^[-.]+|[-.]+$/g, '');
  return name === '' ? 'workload' : name;
}

function freeName({ name, pods }: PolicyGroup, taken: Set<string>): string {
  const kind = pods[0]?.workload.kind.toLowerCase() ?? 'pod';
  let free = taken.has(name) ? `${name}-${kind}` : name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${kind}-${number}`;
  taken.add(free);
  return free;
}
