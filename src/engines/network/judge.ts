import type { AddressSet } from './addresses.ts';
import type { Classes } from './classes.ts';
import { byPriority, foldTier, portsOf, type Selecting, tallyOf } from './fold.ts';
import { type Doubt, isOnNode, type Party, relate, resolveOn } from './party.ts';
import { type Action, type Policy, type PolicyRule, type PortMatch, TIERS, type Tier } from './policy.ts';
import { hasPort, type PortSet, type Protocol } from './ports.ts';
import type { Profile } from './profiles.ts';
import type { Relation, Tallies } from './tally.ts';

export type Verdict = 'allow' | 'deny' | 'undefined';

/** That a rule matches, and by which of its peers and ports; absent where the rule names none. */
export interface RuleMatch {
  readonly rule: PolicyRule;
  readonly peer?: number;
  readonly port?: number;
  /** Why it is left open whether the peer matches; absent where it does for certain. */
  readonly doubt?: Doubt;
}

/** What an answer rests on. `default`: no policy decides, and then everything is allowed. */
export type Ground =
  | { readonly kind: 'default' }
  | { readonly kind: 'rules'; readonly tier: Tier; readonly matches: readonly RuleMatch[] }
  | { readonly kind: 'isolation'; readonly policies: readonly Policy[] }
  | { readonly kind: 'own-node' };

/** What the policies of one end say. Of an undefined verdict the grounds of both answers are given. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly grounds: readonly Ground[];
  /** Rules that handed the decision to the next tier. */
  readonly passed: readonly RuleMatch[];
  readonly doubts: readonly Doubt[];
}

export interface Judge {
  judge(profile: Profile, party: Party, protocol: Protocol, port: number): Judgement;
  /** What the policies do with all ports for a party that is no class. */
  tally(profile: Profile, party: Party): number;
  matchRule(rule: PolicyRule, profile: Profile, party: Party, protocol: Protocol, port: number): RuleMatch | undefined;
}

export function createJudge(classes: Classes, tallies: Tallies, podRanges: AddressSet): Judge {
  const resolver = ({ direction, subject }: Profile, party: Party): ((name: string, protocol: string | undefined) => PortSet) => {
    const destination: Party = direction === 'ingress' ? { kind: 'pods', podClass: subject } : party;
    return (name, protocol) => resolveOn(destination, classes, name, protocol);
  };

  const matchPeers = (rule: PolicyRule, party: Party): { relation: Relation; peer?: number; doubt?: Doubt } => {
    if (rule.peers === 'all') return { relation: 2 };
    let best: { relation: Relation; peer?: number; doubt?: Doubt } = { relation: 0 };
    for (const [peer, one] of rule.peers.entries()) {
      const found = relate(one, party, classes, podRanges);
      if (found.relation > best.relation) best = { ...found, peer };
      if (best.relation === 2) break;
    }
    return best;
  };

  const matchRule = (rule: PolicyRule, profile: Profile, party: Party, protocol: Protocol, port: number): RuleMatch | undefined => {
    const resolve = resolver(profile, party);
    const isNamed = (one: PortMatch): boolean =>
      one.kind === 'range'
        ? one.protocol === protocol && one.first <= port && port <= one.last
        : hasPort(resolve(one.name, one.protocol), protocol, port);
    const at = rule.ports === 'all' ? undefined : rule.ports.findIndex(isNamed);
    if (at === -1) return undefined;
    const { relation, peer, doubt } = matchPeers(rule, party);
    if (relation === 0) return undefined;
    return {
      rule,
      ...(peer === undefined ? {} : { peer }),
      ...(at === undefined ? {} : { port: at }),
      ...(doubt === undefined ? {} : { doubt }),
    };
  };

  const judge = (profile: Profile, party: Party, protocol: Protocol, port: number): Judgement => {
    const { direction } = profile;
    const walk = new Walk();
    for (const tier of TIERS) {
      const { selecting } = profile.parts[tier];
      const match = (rule: PolicyRule): RuleMatch | undefined =>
        rule.direction === direction ? matchRule(rule, profile, party, protocol, port) : undefined;
      if (tier === 'network-policy') walk.isolate(selecting, match, direction === 'ingress' && isOnNode(party));
      else walk.order(tier, byPriority(selecting), match);
      if (!walk.isLive) break;
    }
    return walk.end();
  };

  const tally = (profile: Profile, party: Party): number => {
    const { direction, subject, parts } = profile;
    const resolve = resolver(profile, party);
    const situation = {
      direction,
      isSubjectOnHost: subject.hostNetwork,
      mayBeOwnNode: direction === 'ingress' && isOnNode(party),
      element: (rule: PolicyRule): number => tallies.intern(tallyOf(rule, matchPeers(rule, party).relation, portsOf(rule, resolve))),
    };
    return TIERS.map((tier) => foldTier(tallies, tier, parts[tier].selecting, situation)).reduce(tallies.sequence);
  };

  return { judge, tally, matchRule };
}

/** The way of one packet through the tiers, with every answer that may come of it. */
class Walk {
  isLive = true;
  readonly #answers: Record<'accept' | 'deny', Ground[]> = { accept: [], deny: [] };
  readonly #passed: RuleMatch[] = [];
  readonly #doubts = new Set<Doubt>();

  isolate(selecting: readonly Selecting[], match: (rule: PolicyRule) => RuleMatch | undefined, mayBeOwnNode: boolean): void {
    if (selecting.length === 0) return;
    const matches = selecting.flatMap(({ policy }) => policy.rules.flatMap((rule) => match(rule) ?? []));
    if (matches.length > 0) this.#answers.accept.push({ kind: 'rules', tier: 'network-policy', matches: preferCertain(matches) });
    if (matches.every(({ doubt }) => doubt !== undefined)) {
      for (const { doubt } of matches) if (doubt) this.#doubts.add(doubt);
      this.#answers.deny.push({ kind: 'isolation', policies: selecting.map(({ policy }) => policy) });
      if (mayBeOwnNode) {
        this.#answers.accept.push({ kind: 'own-node' });
        this.#doubts.add('own-node');
      }
    }
    this.isLive = selecting.every(({ relation }) => relation === 1);
    if (this.isLive) this.#doubts.add('host-network');
  }

  order(tier: Tier, groups: readonly (readonly Selecting[])[], match: (rule: PolicyRule) => RuleMatch | undefined): void {
    let isPassed = false;
    for (const group of groups) {
      const actions = new Set<Action>();
      let staysLive = true;
      for (const { policy } of group) {
        for (const rule of policy.rules) {
          const found = match(rule);
          if (!found) continue;
          actions.add(rule.action);
          if (rule.action === 'pass') this.#passed.push(found);
          else this.#answers[rule.action].push({ kind: 'rules', tier, matches: [found] });
          if (rule.action === 'pass') isPassed = true;
          if (found.doubt) this.#doubts.add(found.doubt);
          else {
            staysLive = false;
            break;
          }
        }
      }
      if (actions.size > 1 && group.length > 1) this.#doubts.add('equal-priority');
      if (!staysLive) {
        this.isLive = isPassed;
        return;
      }
    }
  }

  end(): Judgement {
    const { accept, deny } = this.#answers;
    if (this.isLive) accept.push({ kind: 'default' });
    if (accept.length > 0 && deny.length > 0) {
      return { verdict: 'undefined', grounds: [...accept, ...deny], passed: this.#passed, doubts: [...this.#doubts] };
    }
    return { verdict: deny.length > 0 ? 'deny' : 'allow', grounds: deny.length > 0 ? deny : accept, passed: this.#passed, doubts: [] };
  }
}

/** What matches for certain makes what perhaps matches unimportant. */
function preferCertain(matches: readonly RuleMatch[]): readonly RuleMatch[] {
  const certain = matches.filter(({ doubt }) => doubt === undefined);
  return certain.length > 0 ? certain : matches;
}
