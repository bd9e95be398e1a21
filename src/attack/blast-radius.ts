import type { AttackAnalysis, AttackPath, Start } from './find-paths.ts';
import { badness } from './survey.ts';

/** What falls with one thing. */
export interface BlastRadius {
  readonly start: Start;
  /** The worst that is reached; `undefined` where nothing is that must not fall. */
  readonly worst: AttackPath | undefined;
  /** Whether the whole cluster falls; then the counts are of what was found on the way. */
  readonly isEverything: boolean;
  /** How much is entered, held and read, what is taken itself left aside. */
  readonly workloads: number;
  readonly accounts: number;
  readonly secrets: number;
  readonly nodes: number;
  /** Workloads to which connections are possible. */
  readonly contacts: number;
}

export function blastRadius(analysis: AttackAnalysis, start: Start): BlastRadius {
  const [worst] = analysis.paths(start).toSorted((a, b) => badness(b) - badness(a));
  const facts = analysis.reach(start);
  const count = (matches: (fact: (typeof facts)[number]) => boolean): number => facts.filter(matches).length;
  return {
    start,
    worst,
    isEverything: facts.some(({ kind }) => kind === 'cluster'),
    workloads: count((fact) => fact.kind === 'pod' && !(start.kind === 'workload' && fact.unit === start.unit)),
    accounts: count(
      (fact) =>
        fact.kind === 'subject' &&
        fact.subject.kind === 'ServiceAccount' &&
        !(start.kind === 'subject' && fact.subject.namespace === start.subject.namespace && fact.subject.name === start.subject.name),
    ),
    secrets: count(({ kind }) => kind === 'secret'),
    nodes: count(({ kind }) => kind === 'node'),
    contacts: count((fact) => fact.kind === 'contact' && !(start.kind === 'workload' && fact.unit === start.unit)),
  };
}

/** The one with which most falls first. */
export function compareRadius(a: BlastRadius, b: BlastRadius): number {
  const worth = ({ worst }: BlastRadius): number => (worst ? badness(worst) : 0);
  const held = ({ workloads, accounts, secrets, nodes }: BlastRadius): number => workloads + accounts + secrets + nodes;
  return worth(b) - worth(a) || held(b) - held(a) || b.contacts - a.contacts;
}
