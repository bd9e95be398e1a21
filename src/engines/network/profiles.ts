import type { Classes, PodClass } from './classes.ts';
import { namesIn } from './classes.ts';
import type { Selecting } from './fold.ts';
import type { Direction, Policy } from './policy.ts';
import { TIERS, type Tier } from './policy.ts';

/** What one tier does with the traffic of all pods that the same policies select. */
export interface Part {
  readonly id: number;
  readonly tier: Tier;
  readonly selecting: readonly Selecting[];
  /** One of the classes it is for; the others do not differ in anything that matters to its policies. */
  readonly subject: PodClass;
}

/** What all tiers together do in one direction; many classes may share one. */
export interface Profile {
  readonly id: number;
  readonly direction: Direction;
  readonly subject: PodClass;
  readonly parts: Readonly<Record<Tier, Part>>;
}

export interface Profiles {
  readonly list: Readonly<Record<Direction, readonly Profile[]>>;
  readonly parts: Readonly<Record<Direction, Readonly<Record<Tier, readonly Part[]>>>>;
  of(podClass: PodClass, direction: Direction): Profile;
}

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

export function createProfiles(policies: readonly Policy[], classes: Classes): Profiles {
  const selecting = DIRECTIONS.map((direction) => TIERS.map((tier) => selectingByClass(policies, classes, direction, tier)));
  const list: Record<Direction, Profile[]> = { ingress: [], egress: [] };
  const parts = { ingress: emptyParts(), egress: emptyParts() };
  const ofClass: Record<Direction, Profile[]> = { ingress: [], egress: [] };
  const named = new Set(policies.filter(({ rules }) => rules.some((rule) => rule.direction === 'ingress' && namesIn(rule).length > 0)));
  for (const [at, direction] of DIRECTIONS.entries()) {
    const known = new Map<string, Part>();
    const knownProfiles = new Map<string, Profile>();
    for (const subject of classes.list) {
      const own = TIERS.map((tier, index): readonly [Tier, Part] => {
        const chosen = selecting[at]?.[index]?.get(subject.id) ?? [];
        const key = partKey(tier, chosen, subject, direction === 'ingress' && chosen.some(({ policy }) => named.has(policy)));
        let part = known.get(key);
        if (!part) {
          part = {
            id: parts[direction][tier].length,
            tier,
            selecting: chosen,
            subject,
          };
          parts[direction][tier].push(part);
          known.set(key, part);
        }
        return [tier, part];
      });
      const key = own.map(([, part]) => part.id).join();
      let profile = knownProfiles.get(key);
      if (!profile) {
        profile = { id: list[direction].length, direction, subject, parts: Object.fromEntries(own) as unknown as Profile['parts'] };
        list[direction].push(profile);
        knownProfiles.set(key, profile);
      }
      ofClass[direction][subject.id] = profile;
    }
  }
  return { list, parts, of: ({ id }, direction) => ofClass[direction][id] as Profile };
}

interface Numbered extends Selecting {
  readonly number: number;
}

function emptyParts(): Record<Tier, Part[]> {
  return { admin: [], 'network-policy': [], baseline: [] };
}

/** A pod on the network of its node, and the pod whose ports have other numbers, are other subjects to the same policies. */
function partKey(tier: Tier, chosen: readonly Numbered[], { hostNetwork, portsKey }: PodClass, usesNames: boolean): string {
  return `${tier} ${chosen.map(({ number }) => number).join()} ${chosen.length > 0 && hostNetwork} ${usesNames ? portsKey : ''}`;
}

/** For each class the policies of a tier that have a say in a direction. */
function selectingByClass(policies: readonly Policy[], classes: Classes, direction: Direction, tier: Tier): Map<number, Numbered[]> {
  const result = new Map<number, Numbered[]>();
  const add = (id: number, one: Numbered): void => {
    const list = result.get(id);
    if (list) list.push(one);
    else result.set(id, [one]);
  };
  for (const [number, policy] of policies.entries()) {
    if (policy.tier !== tier) continue;
    const hasSay =
      tier === 'network-policy' ? policy.isolates.includes(direction) : policy.rules.some((rule) => rule.direction === direction);
    if (!hasSay) continue;
    const { fallback, exceptions } = classes.subjects(policy);
    if (fallback === 0) {
      for (const [id, relation] of exceptions) if (relation > 0) add(id, { policy, relation, number });
      continue;
    }
    for (const { id } of classes.list) {
      const relation = exceptions.get(id) ?? fallback;
      if (relation > 0) add(id, { policy, relation, number });
    }
  }
  return result;
}
