import { describeFact, describeNode, type Fact, factKey } from './facts.ts';
import type { AttackPath } from './find-paths.ts';
import type { AttackClause, AttackGraph } from './graph/attack-graph.ts';

/** Something that an attacker has on the way. */
export interface DrawnNode {
  readonly fact: Fact;
  /** How people name it, in one line. */
  readonly name: string;
  /** The same in two short lines: which one, and what it is. */
  readonly title: string;
  readonly detail: string;
  readonly namespace: string | undefined;
}

/** A step between nodes; several in `from` are all needed. */
export interface DrawnStep {
  /** `undefined` where a target follows by itself from what is held. */
  readonly clause: AttackClause | undefined;
  readonly from: readonly number[];
  readonly to: number;
  /** Bindings by which the requests of the step are allowed. */
  readonly grants: readonly AttackClause[];
}

/** Paths laid over each other: what they share is there once. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly steps: readonly DrawnStep[];
  /** For each path its steps in the order in which they are told, and behind them the one by which the target follows, if any. */
  readonly paths: readonly { readonly steps: readonly number[]; readonly end: number | undefined; readonly target: number }[];
}

export function drawPaths({ facts }: AttackGraph, paths: readonly AttackPath[]): Drawing {
  const nodes: DrawnNode[] = [];
  const steps: DrawnStep[] = [];
  const stepByKey = new Map<string, number>();
  const nodeByKey = new Map<string, number>();
  const targetByTitle = new Map(paths.map(({ target: { id, title } }) => [title, factKey({ kind: 'target', id, title })]));
  const nodeOf = (fact: Fact): number => {
    const name = describeFact(fact);
    // A target and the fact that it stands for have the same name, and are one.
    const key = targetByTitle.get(name) ?? factKey(fact);
    const known = nodeByKey.get(key);
    if (known !== undefined) return known;
    nodeByKey.set(key, nodes.length);
    return nodes.push({ fact, name, ...shortNames(fact, name), namespace: namespaceOf(fact) }) - 1;
  };
  const add = (clause: AttackClause | undefined, behind: Behind, head: Fact): number => {
    const needed = new Set([...behind.facts].map((number) => nodeOf(facts[number] as Fact)));
    const to = nodeOf(head);
    const from = [...needed].filter((one) => one !== to);
    const key = [clause?.number, from.join('+'), to, ...[...behind.grants].map(({ number }) => number)].join(' ');
    const known = stepByKey.get(key);
    if (known !== undefined) return known;
    stepByKey.set(key, steps.length);
    return steps.push({ clause, from, to, grants: [...behind.grants] }) - 1;
  };
  const drawn = paths.map(({ clauses, target }) => {
    const byHead = new Map(clauses.map((clause) => [clause.head, clause]));
    const own = clauses.filter(isTold).map((clause) => add(clause, behindAll(clause.body, byHead), facts[clause.head] as Fact));
    const last = clauses.at(-1);
    const goal: Fact = { kind: 'target', id: target.id, title: target.title };
    const behind = behindAll(last?.body ?? [], byHead);
    const to = nodeOf(goal);
    const isSame = [...behind.facts].every((number) => nodeOf(facts[number] as Fact) === to);
    return { steps: own, end: isSame ? undefined : add(undefined, behind, goal), target: to };
  });
  return { nodes, steps, paths: drawn };
}

function isTold({ step, says }: AttackClause): boolean {
  return step !== undefined && says !== '';
}

interface Behind {
  readonly facts: Set<number>;
  readonly grants: Set<AttackClause>;
}

/** What a step needs, as far as an attacker took a step to have it or had it from the start; what follows by itself is looked through. */
function behindAll(body: readonly number[], byHead: ReadonlyMap<number, AttackClause>): Behind {
  const behind: Behind = { facts: new Set(), grants: new Set() };
  const look = (fact: number): void => {
    const clause = byHead.get(fact);
    if (!clause || isTold(clause)) {
      behind.facts.add(fact);
      return;
    }
    if (clause.grant) behind.grants.add(clause);
    for (const one of clause.body) look(one);
  };
  for (const fact of body) look(fact);
  return behind;
}

function namespaceOf(fact: Fact): string | undefined {
  switch (fact.kind) {
    case 'exposure':
    case 'contact':
    case 'pod':
    case 'container':
    case 'data':
      return fact.unit.namespace;
    case 'subject':
      return fact.subject.namespace || undefined;
    case 'secret':
    case 'role':
    case 'namespace':
      return fact.namespace || undefined;
    default:
      return undefined;
  }
}

/** What it is comes behind the namespace, so that the name alone is the first line. */
function shortNames(fact: Fact, name: string): { readonly title: string; readonly detail: string } {
  const inside = (namespace: string, what: string): string => (namespace === '' ? what : `${namespace} · ${what}`);
  switch (fact.kind) {
    case 'exposure':
    case 'contact':
    case 'pod':
    case 'data':
    case 'container': {
      const { title, namespace } = fact.unit;
      const what = {
        exposure: 'from outside',
        contact: 'from inside',
        pod: 'a pod of it',
        data: 'its data',
        container: `container ${fact.kind === 'container' ? fact.container.name : ''}`,
      };
      return { title: title.slice(title.indexOf(' ') + 1).replace(`${namespace}/`, ''), detail: inside(namespace, what[fact.kind]) };
    }
    case 'subject':
      return { title: fact.subject.name, detail: inside(fact.subject.namespace, fact.subject.kind) };
    case 'role':
      return { title: fact.role.name, detail: inside(fact.namespace, `rights of the ${fact.role.kind}`) };
    case 'namespace':
      return { title: fact.namespace, detail: 'every right in the namespace' };
    case 'secret':
      return { title: fact.name, detail: inside(fact.namespace, 'Secret') };
    case 'files':
    case 'kubelet':
    case 'node': {
      const what = { files: 'its files', kubelet: 'its kubelet', node: 'root on it' };
      return { title: describeNode(fact.node), detail: what[fact.kind] };
    }
    default:
      return { title: name, detail: '' };
  }
}
