import { type AddressSet, ALL_ADDRESSES, intersectAddresses, isEmptyAddresses } from './addresses.ts';
import type { Connectivity } from './connectivity.ts';
import type { Decision } from './decide.ts';
import type { Endpoint } from './endpoint.ts';
import { reachThroughEntries } from './entry-reach.ts';
import { type Bundle, type Matrix, workloadName } from './matrix.ts';
import type { NetworkPod } from './pods.ts';
import type { Direction } from './policy.ts';
import {
  intersectPorts,
  isEmptyPorts,
  NO_PORTS,
  type PortSet,
  PROTOCOLS,
  type Protocol,
  portsKey,
  subtractPorts,
  unitePorts,
} from './ports.ts';
import { CLOSED, type Reach } from './tally.ts';

/** An end of a changed flow: a workload by its name, addresses outside, or what opens a way in. */
export type DifferenceEnd =
  | { readonly kind: 'workload'; readonly name: string }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet }
  | { readonly kind: 'entry' };

/** A flow that differs. An end that one side does not have is closed there. */
export interface FlowDifference {
  readonly from: DifferenceEnd;
  readonly to: DifferenceEnd;
  readonly before: Reach;
  readonly after: Reach;
  /** Possible after and not before, and the other way round. */
  readonly opened: PortSet;
  readonly closed: PortSet;
  /** Workloads of this flow that only one side has. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const NOTHING: Reach = { certain: NO_PORTS, possible: NO_PORTS };

export interface Difference {
  readonly flows: readonly FlowDifference[];
  /** Why a flow differs: what decides about one port of it that changed, before and after; `undefined` for a way in. */
  explain(
    flow: FlowDifference,
  ): { readonly protocol: Protocol; readonly port: number; readonly before?: Decision; readonly after?: Decision } | undefined;
}

/** Every flow between workloads, to and from outside, and through ways in that opens, closes, or becomes uncertain. */
export function difference(before: Connectivity, after: Connectivity): Difference {
  const [left, right] = [sideOf(before), sideOf(after)];
  const names = [...new Set([...left.pods.keys(), ...right.pods.keys()])].sort();
  const make = (from: DifferenceEnd, to: DifferenceEnd, old: Reach, now: Reach): FlowDifference[] => {
    if (isSame(old, now)) return [];
    const used = [from, to].flatMap((end) => (end.kind === 'workload' ? end.name : []));
    return [
      {
        from,
        to,
        before: old,
        after: now,
        opened: subtractPorts(now.possible, old.possible),
        closed: subtractPorts(old.possible, now.possible),
        added: used.filter((name) => !left.pods.has(name)),
        removed: used.filter((name) => !right.pods.has(name)),
      },
    ];
  };
  const flows = [
    ...betweenWorkloads(left, right, make),
    ...names.flatMap((name) => withOutside(left, right, name, make)),
    ...names.flatMap((name) => throughEntries(left, right, name, make)),
  ];
  return { flows, explain: (flow) => explain(left, right, flow) };
}

type Make = (from: DifferenceEnd, to: DifferenceEnd, old: Reach, now: Reach) => FlowDifference[];

interface Side {
  readonly connectivity: Connectivity;
  readonly pods: ReadonlyMap<string, readonly NetworkPod[]>;
  readonly entered: ReadonlyMap<string, Reach>;
}

function sideOf(connectivity: Connectivity): Side {
  const entered = new Map<string, Reach>();
  for (const { pod, reach } of reachThroughEntries(connectivity)) {
    const known = entered.get(workloadName(pod)) ?? NOTHING;
    entered.set(workloadName(pod), {
      certain: unitePorts(known.certain, reach.certain),
      possible: unitePorts(known.possible, reach.possible),
    });
  }
  return { connectivity, pods: Map.groupBy(connectivity.network.pods, workloadName), entered };
}

function isSame(left: Reach, right: Reach): boolean {
  return portsKey(left.certain) === portsKey(right.certain) && portsKey(left.possible) === portsKey(right.possible);
}

/** Compares workloads by the pair of bundles they are in, of which there are far fewer than pairs of workloads. */
function betweenWorkloads(left: Side, right: Side, make: Make): FlowDifference[] {
  const matrices = [left, right].map(({ connectivity }) => connectivity.matrix('workload')) as [Matrix, Matrix];
  const groups = jointGroups(matrices, new Set([...left.pods.keys(), ...right.pods.keys()]));
  const hasSeveral = (name: string): boolean => [left, right].some(({ pods }) => (pods.get(name)?.length ?? 0) > 1);
  const same = new Map<number, boolean>();
  const isEqual = (old: number, now: number): boolean => {
    const key = old * 2 ** 26 + now;
    let equal = same.get(key);
    if (equal === undefined) same.set(key, (equal = isSame(matrices[0].reach(old), matrices[1].reach(now))));
    return equal;
  };
  const result: FlowDifference[] = [];
  for (const source of groups) {
    const [before, after] = source.bundles.map((bundle, at) => bundle && matrices[at]?.row(bundle).cells);
    for (const destination of groups) {
      const [old, now] = [before, after].map((cells, at) => cells?.[destination.bundles[at]?.id ?? -1] ?? CLOSED) as [number, number];
      if (isEqual(old, now)) continue;
      for (const from of source.names) {
        for (const to of destination.names) {
          if (from === to && !hasSeveral(from)) continue;
          result.push(
            ...make({ kind: 'workload', name: from }, { kind: 'workload', name: to }, matrices[0].reach(old), matrices[1].reach(now)),
          );
        }
      }
    }
  }
  return result;
}

interface JointGroup {
  /** The bundle in each of the two; `undefined` where the workloads are missing. */
  readonly bundles: readonly [Bundle | undefined, Bundle | undefined];
  readonly names: string[];
}

function jointGroups(matrices: readonly [Matrix, Matrix], names: Iterable<string>): JointGroup[] {
  const bundleOf = matrices.map(
    ({ bundles }) => new Map(bundles.flatMap((bundle) => bundle.groups.map(({ name }) => [name, bundle] as const))),
  );
  const joint = new Map<string, JointGroup>();
  for (const name of names) {
    const bundles = [bundleOf[0]?.get(name), bundleOf[1]?.get(name)] as const;
    const key = bundles.map((bundle) => bundle?.id).join();
    const group = joint.get(key) ?? { bundles, names: [] };
    group.names.push(name);
    joint.set(key, group);
  }
  return [...joint.values()];
}

function withOutside(left: Side, right: Side, name: string, make: Make): FlowDifference[] {
  const workload: DifferenceEnd = { kind: 'workload', name };
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const merged: { addresses: AddressSet; old: Reach; now: Reach }[] = [];
    for (const { addresses: oldAddresses, reach: old } of outsideOf(left, name, direction)) {
      for (const { addresses: newAddresses, reach: now } of outsideOf(right, name, direction)) {
        const addresses = intersectAddresses(oldAddresses, newAddresses);
        if (!isEmptyAddresses(addresses)) merged.push({ addresses, old, now });
      }
    }
    return merged.flatMap(({ addresses, old, now }) => {
      const outside: DifferenceEnd = { kind: 'addresses', addresses };
      return direction === 'ingress' ? make(outside, workload, old, now) : make(workload, outside, old, now);
    });
  });
}

/** What is open between the pods of a workload and each address; everything is closed for a workload that is not there. */
function outsideOf(
  side: Pick<Side, 'connectivity' | 'pods'>,
  name: string,
  direction: Direction,
): { readonly addresses: AddressSet; readonly reach: Reach }[] {
  const all: OutsideReach = { addresses: ALL_ADDRESSES, reach: NOTHING };
  const pods = side.pods.get(name) ?? [];
  const classes = new Set(pods.map((pod) => side.connectivity.classOf(pod)));
  const lists = [...classes].map(({ pods: [pod] }) => (pod ? side.connectivity.external(pod, direction) : [all]));
  return lists.length === 0
    ? [all]
    : (lists.reduce((some, more) => some.flatMap((one) => more.flatMap((other) => meet(one, other)))) as {
        addresses: AddressSet;
        reach: Reach;
      }[]);
}

type OutsideReach = { readonly addresses: AddressSet; readonly reach: Reach };

function meet(left: OutsideReach, right: OutsideReach): OutsideReach[] {
  const addresses = intersectAddresses(left.addresses, right.addresses);
  if (isEmptyAddresses(addresses)) return [];
  const certain = intersectPorts(left.reach.certain, right.reach.certain);
  return [{ addresses, reach: { certain, possible: unitePorts(left.reach.possible, right.reach.possible) } }];
}

function throughEntries(left: Side, right: Side, name: string, make: Make): FlowDifference[] {
  return make({ kind: 'entry' }, { kind: 'workload', name }, left.entered.get(name) ?? NOTHING, right.entered.get(name) ?? NOTHING);
}

function explain(left: Side, right: Side, flow: FlowDifference): ReturnType<Difference['explain']> {
  const changed = [
    flow.opened,
    flow.closed,
    subtractPorts(flow.after.certain, flow.before.certain),
    subtractPorts(flow.before.certain, flow.after.certain),
  ];
  const ports = changed.find((one) => !isEmptyPorts(one));
  const protocol = PROTOCOLS.find((one) => (ports?.[one].length ?? 0) > 0);
  const port = protocol && ports?.[protocol][0];
  if (protocol === undefined || port === undefined) return undefined;
  const [before, after] = [left, right].map((side) => {
    const [from, to] = [endpointOf(side, flow.from), endpointOf(side, flow.to)];
    return from && to && side.connectivity.decide(from, to, protocol, port);
  });
  return { protocol, port, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

function endpointOf(side: Side, end: DifferenceEnd): Endpoint | undefined {
  switch (end.kind) {
    case 'workload': {
      const pods = side.pods.get(end.name);
      return pods && { kind: 'pods', name: end.name, pods };
    }
    case 'addresses':
      return end;
    case 'entry':
      return { kind: 'unknown-pod' };
  }
}
