import { type Classes, namesIn, type PodClass } from './classes.ts';
import { portsOf, tallyOf } from './fold.ts';
import { EVERYBODY, type Membership, relationOf } from './membership.ts';
import type { PolicyRule } from './policy.ts';
import { NO_PORTS } from './ports.ts';
import type { Relation, Tallies } from './tally.ts';

/** What single rules do, each computed once for each relation and, where ports have names, for each class that the names are resolved on. */
export interface Elements {
  /** Which classes each of its peers matches; one that matches all for a rule without peers. */
  peersOf(rule: PolicyRule): readonly Membership[];
  /** How a rule relates to most classes. */
  fallbackOf(rule: PolicyRule): Relation;
  /** The tally of a rule that relates so to the other end; `other` is absent for an end of which no pod is known. */
  byRelation(rule: PolicyRule, subject: PodClass, other: PodClass | undefined, relation: Relation): number;
  of(rule: PolicyRule, subject: PodClass, other: PodClass): number;
}

export function createElements(classes: Classes, tallies: Tallies): Elements {
  const peers = new Map<PolicyRule, readonly Membership[]>();
  const fixed = new Map<PolicyRule, readonly [number, number, number]>();
  const named = new Map<PolicyRule, Map<string, readonly [number, number, number]>>();

  const peersOf = (rule: PolicyRule): readonly Membership[] => {
    let memberships = peers.get(rule);
    if (!memberships) {
      memberships = rule.peers === 'all' ? [EVERYBODY] : rule.peers.map((peer) => classes.peers(peer));
      peers.set(rule, memberships);
    }
    return memberships;
  };
  const most = (rule: PolicyRule, relate: (membership: Membership) => Relation): Relation => {
    let result: Relation = 0;
    for (const membership of peersOf(rule)) result = Math.max(result, relate(membership)) as Relation;
    return result;
  };

  const make = (rule: PolicyRule, destination: PodClass | undefined): readonly [number, number, number] => {
    const ports = portsOf(rule, (name, protocol) => (destination ? classes.resolve(destination, name, protocol) : NO_PORTS));
    const id = (relation: Relation): number => tallies.intern(tallyOf(rule, relation, ports));
    return [id(0), id(1), id(2)];
  };

  const idsOf = (rule: PolicyRule, subject: PodClass, other: PodClass | undefined): readonly [number, number, number] => {
    const known = fixed.get(rule);
    if (known) return known;
    let own = named.get(rule);
    if (!own) {
      if (namesIn(rule).length === 0) {
        const ids = make(rule, undefined);
        fixed.set(rule, ids);
        return ids;
      }
      named.set(rule, (own = new Map()));
    }
    const destination = rule.direction === 'ingress' ? subject : other;
    const key = destination?.portsKey ?? '';
    let ids = own.get(key);
    if (!ids) own.set(key, (ids = make(rule, destination)));
    return ids;
  };

  return {
    peersOf,
    byRelation: (rule, subject, other, relation) => idsOf(rule, subject, other)[relation],
    fallbackOf: (rule) => most(rule, ({ fallback }) => fallback),
    of: (rule, subject, other) => idsOf(rule, subject, other)[most(rule, (membership) => relationOf(membership, other.id))],
  };
}
