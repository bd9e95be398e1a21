import { ALL_PORTS, intersectPorts, NO_PORTS, type PortSet, portsKey, subtractPorts, unitePorts } from './ports.ts';

/**
 * What rules may do with each port of a flow. A port stands in every set that may hold for it: where a rule matches for certain in one, where
 * upstream leaves open whether it matches in several. `live` holds what later rules may still decide, `pass` what the next tier may.
 */
export interface Tally {
  readonly accept: PortSet;
  readonly deny: PortSet;
  readonly pass: PortSet;
  readonly live: PortSet;
}

/** Ports that are surely open, and ports that are or may be; the rest is closed. */
export interface Reach {
  readonly certain: PortSet;
  readonly possible: PortSet;
}

/** Whether something matches: no, perhaps, yes. */
export type Relation = 0 | 1 | 2;

/** Every different tally once, as a number, so that what was computed once is looked up afterwards. */
export interface Tallies {
  readonly identity: number;
  readonly denyAll: number;
  intern(tally: Tally): number;
  get(id: number): Tally;
  /** What `then` does with the ports that `first` leaves. */
  sequence(first: number, then: number): number;
  /** Both lists of a NetworkPolicy tier: what either accepts is accepted. */
  unite(left: number, right: number): number;
  /** Policies of equal priority, either of which may be asked first. */
  either(left: number, right: number): number;
  /** After the last rule of a tier: what was passed goes on. */
  endTier(id: number): number;
  /** A NetworkPolicy tier that perhaps does not hold for this pod. */
  perhaps(id: number): number;
  /** A NetworkPolicy tier for traffic that perhaps comes from the node of the pod. */
  perhapsOwnNode(id: number): number;
  /** What is left after all tiers is allowed. */
  reach(id: number): Reach;
}

const tallyKey = ({ accept, deny, pass, live }: Tally): string => [accept, deny, pass, live].map(portsKey).join('|');

export function createTallies(): Tallies {
  const ids = new Map<string, number>();
  const values: Tally[] = [];
  const get = (id: number): Tally => values[id] as Tally;
  const intern = (tally: Tally): number => {
    const key = tallyKey(tally);
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, values.length);
    return values.push(tally) - 1;
  };
  const ofOne = (change: (tally: Tally) => Tally): ((id: number) => number) => {
    const memo: number[] = [];
    return (id) => (memo[id] ??= intern(change(get(id))));
  };
  const ofTwo = (combine: (left: Tally, right: Tally) => Tally): ((left: number, right: number) => number) => {
    const memo = new Map<number, number>();
    return (left, right) => {
      const key = left * 2 ** 26 + right;
      let result = memo.get(key);
      if (result === undefined) memo.set(key, (result = intern(combine(get(left), get(right)))));
      return result;
    };
  };
  const identity = intern({ accept: NO_PORTS, deny: NO_PORTS, pass: NO_PORTS, live: ALL_PORTS });
  const sequence = ofTwo((first, then) => ({
    accept: unitePorts(first.accept, intersectPorts(first.live, then.accept)),
    deny: unitePorts(first.deny, intersectPorts(first.live, then.deny)),
    pass: unitePorts(first.pass, intersectPorts(first.live, then.pass)),
    live: intersectPorts(first.live, then.live),
  }));
  return {
    identity,
    denyAll: intern({ accept: NO_PORTS, deny: ALL_PORTS, pass: NO_PORTS, live: NO_PORTS }),
    intern,
    get,
    sequence: (first, then) => {
      if (first === identity) return then;
      return then === identity ? first : sequence(first, then);
    },
    unite: ofTwo((left, right) => ({
      accept: unitePorts(left.accept, right.accept),
      deny: intersectPorts(left.deny, right.deny),
      pass: NO_PORTS,
      live: NO_PORTS,
    })),
    either: ofTwo((left, right) => ({
      accept: unitePorts(left.accept, right.accept),
      deny: unitePorts(left.deny, right.deny),
      pass: unitePorts(left.pass, right.pass),
      live: intersectPorts(left.live, right.live),
    })),
    endTier: ofOne(({ accept, deny, pass, live }) => ({ accept, deny, pass: NO_PORTS, live: unitePorts(live, pass) })),
    perhaps: ofOne((tally) => ({ ...tally, live: ALL_PORTS })),
    perhapsOwnNode: ofOne((tally) => ({ ...tally, accept: ALL_PORTS })),
    reach: (id) => {
      const { accept, deny, live } = get(id);
      const possible = unitePorts(accept, live);
      return { certain: subtractPorts(possible, deny), possible };
    },
  };
}

/** Every different reach once, as a number; 0 is closed. */
export interface Reaches {
  intern(reach: Reach): number;
  get(id: number): Reach;
  readonly count: number;
  /** Both ends must let a flow through. */
  intersect(left: number, right: number): number;
  /** Of several pairs: certain what is so for all, possible what is so for one. */
  merge(left: number, right: number): number;
}

export const CLOSED = 0;

export function createReaches(): Reaches {
  const ids = new Map<string, number>();
  const values: Reach[] = [];
  const memos = [new Map<number, number>(), new Map<number, number>()] as const;
  const get = (id: number): Reach => values[id] as Reach;
  const intern = (reach: Reach): number => {
    const key = `${portsKey(reach.certain)}|${portsKey(reach.possible)}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, values.length);
    return values.push(reach) - 1;
  };
  const combine = (memo: Map<number, number>, left: number, right: number, unite: typeof unitePorts): number => {
    if (left === right) return left;
    const key = left < right ? left * 2 ** 26 + right : right * 2 ** 26 + left;
    let result = memo.get(key);
    if (result === undefined) {
      const [a, b] = [get(left), get(right)];
      result = intern({ certain: intersectPorts(a.certain, b.certain), possible: unite(a.possible, b.possible) });
      memo.set(key, result);
    }
    return result;
  };
  intern({ certain: NO_PORTS, possible: NO_PORTS });
  return {
    intern,
    get,
    get count() {
      return values.length;
    },
    intersect: (left, right) => combine(memos[0], left, right, intersectPorts),
    merge: (left, right) => combine(memos[1], left, right, unitePorts),
  };
}
