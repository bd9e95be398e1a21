import { type Action, type ActionGrant, ruleAllows, type Subject, userOf } from '../../engines/rbac/index.ts';
import type { AttackStep, Ground, Move, Premise } from '../define-step.ts';
import { cutGrant } from '../edits/access-edits.ts';
import type { CandidateEdit } from '../edits/candidate-edit.ts';
import { type Fact, factKey } from '../facts.ts';
import type { Scene } from '../scene/scene.ts';
import { STEPS } from '../steps/catalogue.ts';
import type { Clause } from './horn.ts';

/** One way to one fact, with all that is to be said about it. */
export interface AttackClause extends Clause {
  /** Its place among the clauses of the graph. */
  readonly number: number;
  /** `undefined` for what follows by itself: a binding allows a request, an account is in its groups, the cluster is everything. */
  readonly step: AttackStep | undefined;
  readonly says: string;
  readonly premises: readonly Premise[];
  /** The binding that allows a request. */
  readonly grant?: { readonly grant: ActionGrant; readonly subject: Subject; readonly action: Action };
  grounds(): readonly Ground[];
  /** Edits after any of which the clause does not hold. */
  cuts(): readonly CandidateEdit[];
}

/** Facts and what follows from what: a clause holds when all of its body does, a fact when one of its clauses does. */
export interface AttackGraph {
  readonly scene: Scene;
  readonly facts: readonly Fact[];
  readonly clauses: readonly AttackClause[];
  /** The number of a fact; `undefined` for one that no clause speaks of. */
  numberOf(fact: Fact): number | undefined;
}

/** What a premise adds to the effort of a step. */
const EFFORTS: Readonly<Record<Premise['kind'], number>> = { usual: 0.5, open: 4, 'not-evaluated': 4 };

/** What an attacker may be after, beside the facts themselves. */
export interface TargetMove {
  readonly from: readonly Fact[];
  readonly to: Extract<Fact, { kind: 'target' }>;
}

export function buildGraph(scene: Scene, targets: Iterable<TargetMove>, price?: (edit: CandidateEdit) => CandidateEdit): AttackGraph {
  const facts: Fact[] = [];
  const numbers = new Map<string, number>();
  const clauses: AttackClause[] = [];
  const number = (fact: Fact): number => {
    const key = factKey(fact);
    let known = numbers.get(key);
    if (known === undefined) {
      known = facts.push(fact) - 1;
      numbers.set(key, known);
    }
    return known;
  };
  const priced = (cuts: () => readonly CandidateEdit[]): (() => readonly CandidateEdit[]) =>
    remember(price ? () => cuts().map(price) : cuts);
  const add = (step: AttackStep | undefined, move: Move): void => {
    const premises = move.premises ?? [];
    const effort = (step?.effort ?? 0) + premises.reduce((sum, { kind }) => sum + EFFORTS[kind], 0);
    clauses.push({
      number: clauses.length,
      head: number(move.to),
      body: move.from.map(number),
      effort,
      step,
      says: move.says,
      premises,
      grounds: move.grounds ?? nothing,
      cuts: move.cuts ? priced(move.cuts) : nothing,
    });
  };
  for (const step of STEPS) for (const move of step.moves(scene)) add(step, move);
  for (const { from, to } of targets) {
    add(undefined, { from, to, says: '' });
    add(undefined, { from: [{ kind: 'cluster' }], to, says: '' });
  }
  // Requests are facts that steps asked for; the list grows while alternatives are spelled out.
  for (let index = 0; index < facts.length; index++) {
    const fact = facts[index] as Fact;
    if (fact.kind !== 'one-of') continue;
    for (const action of fact.actions) add(undefined, { from: [{ kind: 'allowed', action }], to: fact, says: '' });
  }
  const allowed = facts.filter((fact) => fact.kind === 'allowed');
  for (const { action } of allowed) {
    for (const grant of scene.authorizer.grantsOf(action)) {
      for (const subject of grant.binding.subjects) {
        clauses.push({
          number: clauses.length,
          head: number({ kind: 'allowed', action }),
          body: [number({ kind: 'subject', subject })],
          effort: 0,
          step: undefined,
          says: '',
          premises: [],
          grant: { grant, subject, action },
          grounds: () => groundsOf(grant),
          cuts: priced(() => cutGrant(grant, subject)),
        });
      }
    }
  }
  for (const move of heldRights(facts, allowed)) add(undefined, move);
  for (const move of memberships(facts)) add(undefined, move);
  for (const fact of facts.slice()) {
    if (fact.kind === 'exposure') add(undefined, { from: [fact], to: { ...fact, kind: 'contact' }, says: '' });
    if (fact.kind === 'container') add(undefined, { from: [fact], to: { kind: 'pod', unit: fact.unit }, says: '' });
  }
  return {
    scene,
    facts,
    clauses,
    numberOf: (fact) => numbers.get(factKey(fact)),
  };
}

function nothing(): readonly never[] {
  return [];
}

function remember<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function groundsOf({ binding, role, ruleIndexes }: ActionGrant): Ground[] {
  const name = (one: { readonly kind: string; readonly namespace: string; readonly name: string }): string =>
    `${one.kind} ${one.namespace === '' ? '' : `${one.namespace}/`}${one.name}`;
  const [rule = 0] = ruleIndexes;
  return [
    {
      text: `by ${name(binding)}${binding.isAssumed ? ', which every cluster has' : ''}`,
      ...(binding.source ? { object: binding.source, path: [] } : {}),
    },
    { text: `to ${name(role)}, rule ${rule + 1}`, ...(role.source ? { object: role.source, path: ['rules', rule] } : {}) },
  ];
}

/** Whoever holds the rights of a role, or every right in a namespace, is allowed what they allow. */
function* heldRights(facts: readonly Fact[], allowed: readonly Extract<Fact, { kind: 'allowed' }>[]): Generator<Move> {
  const byNamespace = Map.groupBy(allowed, ({ action }) => (action.kind === 'resource' ? action.namespace : ''));
  for (const fact of facts) {
    if (fact.kind === 'namespace') {
      for (const to of byNamespace.get(fact.namespace) ?? []) if (fact.namespace !== '') yield { from: [fact], to, says: '' };
    }
    if (fact.kind === 'role') {
      const own = fact.namespace === '' ? allowed : (byNamespace.get(fact.namespace) ?? []);
      for (const to of own) if (fact.role.rules.some((rule) => ruleAllows(rule, to.action))) yield { from: [fact], to, says: '' };
    }
  }
}

/** Groups that somebody cannot but be in. */
function* memberships(facts: readonly Fact[]): Generator<Move> {
  const groups = new Map(
    facts.flatMap((fact) => (fact.kind === 'subject' && fact.subject.kind === 'Group' ? [[fact.subject.name, fact] as const] : [])),
  );
  for (const fact of facts) {
    if (fact.kind !== 'subject') continue;
    for (const name of userOf(fact.subject).groups) {
      const group = groups.get(name);
      if (!group || group === fact) continue;
      yield { from: [fact], to: group, says: '' };
    }
  }
}
