import { EVERYBODY, type Membership } from './membership.ts';
import type { NetworkNamespace, NetworkPod } from './pods.ts';
import type { PodSelection } from './policy.ts';
import type { Selector } from './selector.ts';
import type { Relation } from './tally.ts';

/** Finds groups of pods by selectors without asking each of them. */
export class GroupFinder {
  readonly #leaders: readonly NetworkPod[];
  readonly #namespaces: ReadonlyMap<string, NetworkNamespace>;
  readonly #byNamespace = new Map<string, number[]>();
  /** By pair of a label, and by namespace and pair. */
  readonly #byPair = new Map<string, number[]>();
  readonly #byNamespacePair = new Map<string, string[]>();
  readonly #chosen = new Map<string, readonly string[]>();
  readonly #onHost: readonly number[];

  constructor(leaders: readonly NetworkPod[], namespaces: ReadonlyMap<string, NetworkNamespace>, labels: ReadonlySet<string>) {
    this.#leaders = leaders;
    this.#namespaces = namespaces;
    this.#onHost = [...leaders.keys()].filter((group) => leaders[group]?.hostNetwork === true);
    for (const [group, pod] of leaders.entries()) {
      add(this.#byNamespace, pod.namespace, group);
      for (const label of labels) {
        const value = pod.labels[label];
        if (value === undefined) continue;
        add(this.#byPair, `${label}=${value}`, group);
        add(this.#byPair, `${pod.namespace}\0${label}=${value}`, group);
      }
    }
    for (const { name, labels: own } of namespaces.values()) {
      for (const [label, value] of Object.entries(own)) add(this.#byNamespacePair, `${label}=${value}`, name);
    }
  }

  membersOf({ namespace, pods, leavesOutHostNetwork }: PodSelection): Membership {
    // What a NetworkPolicy means for pods on the network of a node is up to the network plugin; other policies leave them out.
    const onHost: Relation = leavesOutHostNetwork ? 0 : 1;
    if (typeof namespace !== 'string' && namespace.selectsAll && pods.selectsAll) {
      return this.#onHost.length === 0 ? EVERYBODY : { fallback: 2, exceptions: new Map(this.#onHost.map((group) => [group, onHost])) };
    }
    const exceptions = new Map<number, Relation>();
    const scopes = typeof namespace === 'string' ? [namespace] : this.#namespacesOf(namespace);
    const lists = scopes === 'all' ? [this.#candidates(undefined, pods)] : scopes.map((scope) => this.#candidates(scope, pods));
    for (const group of lists.flat()) {
      const pod = this.#leaders[group] as NetworkPod;
      const relation = pod.hostNetwork ? onHost : 2;
      if (relation > 0 && pods.matches(pod.labels)) exceptions.set(group, relation);
    }
    return exceptions.size > 16 && exceptions.size * 2 > this.#leaders.length ? this.#turn(exceptions) : { fallback: 0, exceptions };
  }

  /** Where most are chosen, those that are not are the exceptions. */
  #turn(chosen: ReadonlyMap<number, Relation>): Membership {
    const exceptions = new Map<number, Relation>();
    for (const group of this.#leaders.keys()) {
      const relation = chosen.get(group) ?? 0;
      if (relation !== 2) exceptions.set(group, relation);
    }
    return { fallback: 2, exceptions };
  }

  #candidates(namespace: string | undefined, { pair }: Selector): readonly number[] {
    if (pair !== undefined) return this.#byPair.get(namespace === undefined ? pair : `${namespace}\0${pair}`) ?? [];
    return namespace === undefined ? [...this.#leaders.keys()] : (this.#byNamespace.get(namespace) ?? []);
  }

  #namespacesOf(selector: Selector): 'all' | readonly string[] {
    if (selector.selectsAll) return 'all';
    const known = this.#chosen.get(selector.key);
    if (known) return known;
    const candidates = selector.pair === undefined ? [...this.#namespaces.keys()] : (this.#byNamespacePair.get(selector.pair) ?? []);
    const chosen = candidates.filter((name) => selector.matches(this.#namespaces.get(name)?.labels ?? {}));
    this.#chosen.set(selector.key, chosen);
    return chosen;
  }
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
