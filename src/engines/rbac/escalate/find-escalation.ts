import { ruleAllows } from '../match.ts';
import { type Action, SYSTEM_MASTERS, type UserInfo, userOf } from '../request.ts';
import type { RbacPolicy, Subject } from '../vocabulary.ts';
import { type Foothold, footholdKey } from './foothold.ts';
import type { Surroundings } from './surroundings.ts';
import { type Candidate, type Condition, candidatesOf, type Technique } from './techniques.ts';

/** A request that a step takes, and who is allowed it. */
export interface MetNeed {
  readonly action: Action;
  readonly by: Foothold;
}

export interface Step {
  readonly technique: Technique;
  readonly requests: readonly MetNeed[];
  /** Footholds that the step starts from without a request. */
  readonly from: readonly Foothold[];
  readonly to: Foothold;
  readonly conditions: readonly Condition[];
}

export interface Reached {
  readonly foothold: Foothold;
  /** Steps from the start by the first way, 0 for the start itself. */
  readonly distance: number;
  /** Ways to it from what was held before, the one with the fewest conditions first; empty for the start. */
  readonly ways: readonly Step[];
}

export interface Escalation {
  readonly start: Subject;
  /** In the order in which they are reached; the start comes first. */
  readonly reached: readonly Reached[];
  /** Whether the search was cut short because there was too much to reach. */
  readonly isCut: boolean;
}

/** More footholds than anybody reads about; the search ends there. */
const MOST = 5000;

/**
 * What a subject can become, by requests that the authorizers allow it or whatever it has become before. The search goes in rounds, first
 * by steps that need nothing unusual, then by those whose conditions are open as well; so every foothold is reached by the shortest way of
 * the safer kind, where there is one. It ends when the whole cluster is held, beyond which there is nothing.
 */
export function findEscalation(
  start: Subject,
  policy: RbacPolicy,
  surroundings: Surroundings,
  authorize: (user: UserInfo, action: Action) => boolean,
): Escalation {
  const held = createHeld(authorize);
  const reached = new Map<string, { foothold: Foothold; distance: number; ways: Step[] }>();
  const take = (foothold: Foothold, distance: number, ways: Step[]): void => {
    reached.set(footholdKey(foothold), { foothold, distance, ways });
    held.add(foothold);
  };
  take({ kind: 'subject', subject: start }, 0, []);
  if (start.kind === 'Group' && start.name === SYSTEM_MASTERS) take({ kind: 'cluster' }, 0, []);
  const all = candidatesOf(policy, surroundings);
  const distanceOf = (foothold: Foothold): number => reached.get(footholdKey(foothold))?.distance ?? 0;
  for (const isOpen of [false, true]) {
    let left = isOpen ? all : all.filter(({ conditions }) => !conditions.some((one) => one.isOpen));
    while (!reached.has('cluster') && reached.size < MOST) {
      const { found, later } = round(left, held, (key) => reached.has(key));
      if (found.size === 0) break;
      for (const { foothold, ways } of found.values()) {
        const [best] = ways.sort(byConditions);
        const before = [...(best?.from ?? []), ...(best?.requests ?? []).map(({ by }) => by)];
        take(foothold, 1 + Math.max(0, ...before.map(distanceOf)), ways);
      }
      left = later;
    }
  }
  return { start, reached: [...reached.values()], isCut: reached.size >= MOST };
}

interface Round {
  readonly found: ReadonlyMap<string, { readonly foothold: Foothold; readonly ways: Step[] }>;
  readonly later: readonly Candidate[];
}

/** Every step that can be taken now, by what it leads to. */
function round(candidates: readonly Candidate[], held: Held, isReached: (key: string) => boolean): Round {
  const found = new Map<string, { foothold: Foothold; ways: Step[] }>();
  const later: Candidate[] = [];
  for (const candidate of candidates) {
    const key = footholdKey(candidate.to);
    if (isReached(key)) continue;
    const step = tryStep(candidate, held);
    const known = found.get(key);
    if (!step) later.push(candidate);
    else if (known) known.ways.push(step);
    else found.set(key, { foothold: candidate.to, ways: [step] });
  }
  return { found, later };
}

function byConditions(a: Step, b: Step): number {
  const weigh = ({ conditions }: Step): number => conditions.reduce((sum, { isOpen }) => sum + (isOpen ? 10 : 1), 0);
  return weigh(a) - weigh(b);
}

interface Held {
  add(foothold: Foothold): void;
  has(foothold: Foothold): boolean;
  /** The first foothold that is allowed the request. */
  allowed(action: Action): Foothold | undefined;
}

function createHeld(authorize: (user: UserInfo, action: Action) => boolean): Held {
  const footholds: Foothold[] = [];
  const keys = new Set<string>();
  /** How many footholds have been asked in vain, or the one that may. */
  const asked = new Map<Action, number | Foothold>();
  return {
    add(foothold) {
      footholds.push(foothold);
      keys.add(footholdKey(foothold));
      if (foothold.kind !== 'subject') return;
      for (const name of userOf(foothold.subject).groups) {
        keys.add(footholdKey({ kind: 'subject', subject: { kind: 'Group', namespace: '', name } }));
      }
    },
    has: (foothold) => keys.has(footholdKey(foothold)),
    allowed(action) {
      const known = asked.get(action) ?? 0;
      if (typeof known !== 'number') return known;
      for (let index = known; index < footholds.length; index++) {
        const foothold = footholds[index];
        if (!foothold || !mayDo(foothold, action, authorize)) continue;
        asked.set(action, foothold);
        return foothold;
      }
      asked.set(action, footholds.length);
      return undefined;
    },
  };
}

function mayDo(foothold: Foothold, action: Action, authorize: (user: UserInfo, action: Action) => boolean): boolean {
  switch (foothold.kind) {
    case 'subject':
      return authorize(userOf(foothold.subject), action);
    case 'role':
      return isWithin(foothold.namespace, action) && foothold.role.rules.some((rule) => ruleAllows(rule, action));
    case 'namespace':
      return foothold.namespace !== '' && isWithin(foothold.namespace, action);
    // What a kubelet may do stands in the Node authorizer and leads to the pods of its node, which is a step of its own.
    case 'kubelet':
    case 'node':
      return false;
    case 'cluster':
      return true;
  }
}

function isWithin(namespace: string, action: Action): boolean {
  return namespace === '' || (action.kind === 'resource' && action.namespace === namespace);
}

function tryStep({ technique, to, needs, conditions }: Candidate, held: Held): Step | undefined {
  const requests: MetNeed[] = [];
  const from: Foothold[] = [];
  for (const need of needs) {
    if (need.kind === 'foothold') {
      if (!held.has(need.foothold)) return undefined;
      from.push(need.foothold);
      continue;
    }
    const met = firstAllowed(need.anyOf, held);
    if (!met) return undefined;
    requests.push(met);
  }
  return { technique, requests, from, to, conditions };
}

function firstAllowed(anyOf: readonly Action[], held: Held): MetNeed | undefined {
  for (const action of anyOf) {
    const by = held.allowed(action);
    if (by) return { action, by };
  }
  return undefined;
}

/** The steps that lead to what was reached, in the order in which they are taken, by the first way to each. */
export function pathTo(escalation: Escalation, foothold: Foothold): readonly Step[] {
  const byKey = new Map(escalation.reached.map((one) => [footholdKey(one.foothold), one]));
  const steps: Step[] = [];
  const seen = new Set<string>();
  const visit = (target: Foothold): void => {
    const key = footholdKey(target);
    if (seen.has(key)) return;
    seen.add(key);
    const [way] = byKey.get(key)?.ways ?? [];
    if (!way) return;
    for (const one of [...way.from, ...way.requests.map(({ by }) => by)]) visit(one);
    steps.push(way);
  };
  visit(foothold);
  return steps;
}
