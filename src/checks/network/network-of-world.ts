import type { FieldPath } from '../../core/index.ts';
import {
  type Connectivity,
  createConnectivity,
  type Direction,
  type Network,
  type NetworkObject,
  type NetworkPod,
  type NetworkProblem,
  type PodSelection,
  type Policy,
  readNetwork,
} from '../../engines/network/index.ts';
import type { InventoryObject, World } from '../../inventory/index.ts';
import type { PodView } from '../../kubernetes/index.ts';
import { rememberByWorld } from '../unread-kinds.ts';

/** The pods and policies of one world, read once for all checks, and what they ask again and again. */
export interface WorldNetwork {
  readonly network: Network;
  readonly connectivity: Connectivity;
  /** What a NetworkPolicy, or a policy of the whole cluster, became; `undefined` for one that the API server refuses or another replaces. */
  policyOf(object: InventoryObject): Policy | undefined;
  /** The pod of a view; `undefined` where running pods stand for the template. */
  podOf(view: PodView): NetworkPod | undefined;
  problemsOf(object: InventoryObject): readonly NetworkProblem[];
  podsIn(namespace: string): readonly NetworkPod[];
  /** The pods of this world that labels choose. */
  select(selection: PodSelection): readonly NetworkPod[];
  /** The NetworkPolicies that close a pod in a direction but for their rules. */
  isolating(pod: NetworkPod, direction: Direction): readonly Policy[];
  /** How many pods a namespace has on the cluster's network, and how many of them some NetworkPolicy closes in a direction. */
  closedIn(namespace: string, direction: Direction): ClosedShare;
  /** Why nothing certain can be said of a pod: policies of another project may decide, or policies and pods will be installed who knows where. */
  openQuestion(pod: NetworkPod): string | undefined;
  /** Where a part of an object is declared. */
  placeOf(object: NetworkObject, path: FieldPath): ReturnType<InventoryObject['locate']>['place'] | undefined;
}

export interface ClosedShare {
  readonly pods: number;
  readonly closed: number;
}

/** What decides who may connect to whom. */
const POLICY_KINDS = [
  ['networking.k8s.io', 'NetworkPolicy'],
  ['policy.networking.k8s.io', 'AdminNetworkPolicy'],
  ['policy.networking.k8s.io', 'BaselineAdminNetworkPolicy'],
  ['policy.networking.k8s.io', 'ClusterNetworkPolicy'],
  ['cilium.io', 'CiliumNetworkPolicy'],
  ['cilium.io', 'CiliumClusterwideNetworkPolicy'],
  ['crd.projectcalico.org', 'NetworkPolicy'],
  ['crd.projectcalico.org', 'GlobalNetworkPolicy'],
] as const;

export const networkOfWorld: (world: World) => WorldNetwork = rememberByWorld((world) => {
  for (const [group, kind] of POLICY_KINDS) world.ofKind(group, kind);
  return describe(world.objects);
});

function describe(objects: readonly InventoryObject[]): WorldNetwork {
  const network = readNetwork(objects);
  const sources = new Map<NetworkObject, InventoryObject>(objects.map((object) => [object, object]));
  const policies = new Map(network.policies.map((policy) => [policy.object, policy]));
  const byView = new Map(network.pods.flatMap((pod) => (pod.view ? [[pod.view, pod] as const] : [])));
  const problems = Map.groupBy(network.problems, ({ object }) => object);
  const byNamespace = Map.groupBy(network.pods, ({ namespace }) => namespace);
  const select = createSelect(network, byNamespace);
  let connectivity: Connectivity | undefined;
  let isolating: Isolating | undefined;
  let question: ((pod: NetworkPod) => string | undefined) | undefined;
  const shares = new Map<string, ClosedShare>();
  const isolatingOf = (pod: NetworkPod, direction: Direction): readonly Policy[] =>
    (isolating ??= readIsolating(network, select))[direction].get(pod) ?? [];
  return {
    network,
    closedIn: (namespace, direction) => {
      let share = shares.get(`${direction} ${namespace}`);
      if (!share) {
        const pods = (byNamespace.get(namespace) ?? []).filter(({ hostNetwork }) => !hostNetwork);
        share = { pods: pods.length, closed: pods.filter((pod) => isolatingOf(pod, direction).length > 0).length };
        shares.set(`${direction} ${namespace}`, share);
      }
      return share;
    },
    get connectivity() {
      return (connectivity ??= createConnectivity(network));
    },
    policyOf: (object) => policies.get(object),
    podOf: (view) => byView.get(view),
    problemsOf: (object) => problems.get(object) ?? [],
    podsIn: (namespace) => byNamespace.get(namespace) ?? [],
    select,
    isolating: isolatingOf,
    openQuestion: (pod) => (question ??= createQuestion(network))(pod),
    placeOf: (object, path) => sources.get(object)?.locate(path).place,
  };
}

/** Finds pods by one pair of labels where a selector has one, and looks at equal selections once. */
function createSelect(
  network: Network,
  byNamespace: ReadonlyMap<string, readonly NetworkPod[]>,
): (selection: PodSelection) => readonly NetworkPod[] {
  const known = new Map<string, readonly NetworkPod[]>();
  let byPair: Map<string, NetworkPod[]> | undefined;
  const withPair = (wanted: string): readonly NetworkPod[] => {
    if (!byPair) {
      byPair = new Map();
      for (const pod of network.pods) {
        for (const [key, value] of Object.entries(pod.labels)) {
          const same = byPair.get(`${key}=${value}`);
          if (same) same.push(pod);
          else byPair.set(`${key}=${value}`, [pod]);
        }
      }
    }
    return byPair.get(wanted) ?? [];
  };
  return (selection) => {
    let found = known.get(selection.key);
    if (!found) {
      const { namespace, pods, leavesOutHostNetwork } = selection;
      const names = new Set(
        typeof namespace === 'string'
          ? [namespace]
          : [...network.namespaces.values()].filter(({ labels }) => namespace.matches(labels)).map(({ name }) => name),
      );
      const candidates =
        pods.pair === undefined
          ? [...names].flatMap((name) => byNamespace.get(name) ?? [])
          : withPair(pods.pair).filter((pod) => names.has(pod.namespace));
      found = candidates.filter((pod) => pods.matches(pod.labels) && !(leavesOutHostNetwork && pod.hostNetwork));
      known.set(selection.key, found);
    }
    return found;
  };
}

type Isolating = Readonly<Record<Direction, ReadonlyMap<NetworkPod, readonly Policy[]>>>;

function readIsolating({ policies }: Network, select: (selection: PodSelection) => readonly NetworkPod[]): Isolating {
  const found = { ingress: new Map<NetworkPod, Policy[]>(), egress: new Map<NetworkPod, Policy[]>() };
  for (const policy of policies) {
    for (const direction of policy.isolates) {
      for (const pod of select(policy.subject)) {
        const list = found[direction].get(pod);
        if (list) list.push(policy);
        else found[direction].set(pod, [policy]);
      }
    }
  }
  return found;
}

function createQuestion({ policies, problems }: Network): (pod: NetworkPod) => string | undefined {
  const foreign = problems.filter(({ code, object }) => code === 'not-evaluated' && object.group !== 'policy.networking.k8s.io');
  const general = foreign.find(({ pods }) => pods === undefined);
  const ofPod = new Map(foreign.flatMap((problem) => (problem.pods ?? []).map((id) => [id, problem] as const)));
  const own = policies.filter(({ tier }) => tier === 'network-policy');
  const hasNamed = own.some(({ object }) => object.namespace !== undefined);
  const hasUnnamed = own.some(({ object }) => object.namespace === undefined);
  return (pod) => {
    const other = ofPod.get(pod.id) ?? general;
    if (other) return `the ${other.object.kind} ${other.object.name} may decide about it, which is not evaluated`;
    const mayBeElsewhere = pod.object.namespace === undefined ? hasNamed : hasUnnamed;
    return mayBeElsewhere ? 'policies and pods of which one side names no namespace may meet when they are installed' : undefined;
  };
}
