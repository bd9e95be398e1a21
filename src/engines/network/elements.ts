import { type Classes, namesIn, type PodClass } from './classes.ts';
import { portsOf, tallyOf } from './fold.ts';
import { anyOf, EVERYBODY, type Membership, relationOf } from './membership.ts';
import type { PolicyRule } from './policy.ts';
import { NO_PORTS } from './ports.ts';
import type { Relation, Tallies } from './tally.ts';

/** What single rules do, each computed once for each relation and, where ports have names, for each class that the names are resolved on. */
export interface Elements {
  /** Which classes the peers of a rule match. */
  peersOf(rule: PolicyRule): Membership;
  /** The tally of a rule that relates so to the other end; `other` is absent for an end of which no pod is known. */
  byRelation(rule: PolicyRule, subject: PodClass, other: PodClass | undefined, relation: Relation): number;
  of(rule: PolicyRule, subject: PodClass, other: PodClass): number;
}

export function createElements(classes: Classes, tallies: Tallies): Elements {
  const peers = new Map<PolicyRule, Membership>();
  const fixed = new Map<PolicyRule, readonly [number, number, number]>();
  const named = new Map<PolicyRule, Map<string, readonly [number, number, number]>>();

  const peersOf = (rule: PolicyRule): Membership => {
    let membership = peers.get(rule);
    if (!membership) {
      membership = rule.peers === 'all' ? EVERYBODY : anyOf(rule.peers.map((peer) => classes.peers(peer)));
      peers.set(rule, membership);
    }
    return membership;
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
    of: (rule, subject, other) => idsOf(rule, subject, other)[relationOf(peersOf(rule), other.id)],
  };
}
