/** `head` holds when all of `body` do. */
export interface Clause {
  readonly head: number;
  readonly body: readonly number[];
  readonly effort: number;
}

/** Clauses by what they conclude and by what they need, so that a derivation costs no more than what it looks at. */
export interface ClauseIndex {
  readonly clauses: readonly Clause[];
  readonly factCount: number;
  /** Numbers of clauses by the facts in their bodies. */
  readonly usesOf: readonly (readonly number[])[];
  /** How many different facts each clause needs. */
  readonly needs: Int32Array;
  /** Clauses that need nothing. */
  readonly given: readonly number[];
}

export interface Derivation {
  /** The least effort by which a fact is reached; Infinity where it is not. */
  readonly efforts: Float64Array;
  /** The clause that concludes it with the least effort; -1 for what holds from the start or not at all. */
  readonly reasons: Int32Array;
  /** Facts in the order in which they were reached. */
  readonly order: readonly number[];
}

export function indexClauses(
  clauses: readonly Clause[],
  factCount: number,
  isLeftOut: (clause: number) => boolean = () => false,
): ClauseIndex {
  const usesOf: number[][] = Array.from({ length: factCount }, () => []);
  const needs = new Int32Array(clauses.length);
  const given: number[] = [];
  for (let index = 0; index < clauses.length; index++) {
    if (isLeftOut(index)) continue;
    const { body } = clauses[index] as Clause;
    const different = body.length < 2 ? body : [...new Set(body)];
    needs[index] = different.length;
    for (const fact of different) usesOf[fact]?.push(index);
    if (body.length === 0) given.push(index);
  }
  return { clauses, factCount, usesOf, needs, given };
}

/** The clauses by which one of the targets could ever be reached, whatever the start; nothing else needs to be derived. */
export function indexToward(
  clauses: readonly Clause[],
  factCount: number,
  targets: Iterable<number>,
  isLeftOut: (clause: number) => boolean,
): ClauseIndex {
  const concluding: number[][] = Array.from({ length: factCount }, () => []);
  for (let index = 0; index < clauses.length; index++) if (!isLeftOut(index)) concluding[(clauses[index] as Clause).head]?.push(index);
  const isUseful = new Uint8Array(factCount);
  const queue = [...targets];
  for (const fact of queue) isUseful[fact] = 1;
  for (let fact = queue.pop(); fact !== undefined; fact = queue.pop()) {
    for (const clause of concluding[fact] as readonly number[]) {
      for (const need of (clauses[clause] as Clause).body) {
        if (isUseful[need]) continue;
        isUseful[need] = 1;
        queue.push(need);
      }
    }
  }
  return indexClauses(clauses, factCount, (index) => !isUseful[(clauses[index] as Clause).head] || isLeftOut(index));
}

/**
 * Everything that follows from the start, each fact by a proof of least effort. The effort of a proof is that of its clauses, counted as often
 * as they are used; a fact is settled when no cheaper proof can come, as in Knuth's generalization of Dijkstra's algorithm
 * (https://doi.org/10.1016/0020-0190(77)90002-3), so the reasons never form a circle. It stops when all of `ends` are reached, where they
 * are given: what is settled by then is as it would be in the end.
 */
export function derive(
  index: ClauseIndex,
  starts: Iterable<number>,
  isCut: (clause: number) => boolean = () => false,
  ends?: ReadonlySet<number>,
): Derivation {
  const { clauses, factCount, usesOf, needs, given } = index;
  const efforts = new Float64Array(factCount).fill(Number.POSITIVE_INFINITY);
  const reasons = new Int32Array(factCount).fill(-1);
  const settled = new Uint8Array(factCount);
  // Most clauses need one fact, and nothing of those has to be counted.
  const missing = new Map<number, number>();
  const order: number[] = [];
  let reachedEnds = 0;
  const queue = createQueue();
  const offer = (fact: number, effort: number, reason: number): void => {
    if (settled[fact] || effort >= (efforts[fact] as number)) return;
    efforts[fact] = effort;
    reasons[fact] = reason;
    queue.push(effort, fact);
  };
  const conclude = (number: number): void => {
    const { head, body, effort } = clauses[number] as Clause;
    if (settled[head] || isCut(number)) return;
    let sum = effort;
    for (const fact of body) sum += efforts[fact] as number;
    offer(head, sum, number);
  };
  for (const fact of starts) offer(fact, 0, -1);
  for (const number of given) conclude(number);
  for (let fact = queue.pop(); fact !== undefined; fact = queue.pop()) {
    if (settled[fact]) continue;
    settled[fact] = 1;
    order.push(fact);
    if (ends?.has(fact) && ++reachedEnds === ends.size) break;
    for (const number of usesOf[fact] as readonly number[]) {
      if (needs[number] === 1) {
        conclude(number);
        continue;
      }
      const left = (missing.get(number) ?? (needs[number] as number)) - 1;
      missing.set(number, left);
      if (left === 0) conclude(number);
    }
  }
  return { efforts, reasons, order };
}

/** The clauses of the proof that a derivation found for a fact, each once, those that are needed first. */
export function proofOf({ clauses }: ClauseIndex, { reasons }: Derivation, fact: number): number[] {
  const proof: number[] = [];
  const seen = new Set<number>();
  const stack: { readonly fact: number; readonly isDone: boolean }[] = [{ fact, isDone: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const reason = reasons[next.fact] as number;
    if (reason < 0) continue;
    if (next.isDone) {
      proof.push(reason);
      continue;
    }
    if (seen.has(next.fact)) continue;
    seen.add(next.fact);
    stack.push({ fact: next.fact, isDone: true });
    for (const one of (clauses[reason] as Clause).body.toReversed()) stack.push({ fact: one, isDone: false });
  }
  return proof;
}

interface Queue {
  push(effort: number, fact: number): void;
  /** The fact of least effort; of equal ones the one with the smallest number, so that answers do not depend on the order of pushes. */
  pop(): number | undefined;
}

function createQueue(): Queue {
  const efforts: number[] = [];
  const facts: number[] = [];
  const isBefore = (a: number, b: number): boolean =>
    (efforts[a] as number) < (efforts[b] as number) || (efforts[a] === efforts[b] && (facts[a] as number) < (facts[b] as number));
  const swap = (a: number, b: number): void => {
    [efforts[a], efforts[b]] = [efforts[b] as number, efforts[a] as number];
    [facts[a], facts[b]] = [facts[b] as number, facts[a] as number];
  };
  return {
    push(effort, fact) {
      let at = efforts.push(effort) - 1;
      facts.push(fact);
      for (let parent = (at - 1) >> 1; at > 0 && isBefore(at, parent); parent = (at - 1) >> 1) {
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      const top = facts[0];
      if (top === undefined) return undefined;
      swap(0, facts.length - 1);
      facts.pop();
      efforts.pop();
      for (let at = 0; ; ) {
        let least = at;
        for (const child of [2 * at + 1, 2 * at + 2]) if (child < facts.length && isBefore(child, least)) least = child;
        if (least === at) break;
        swap(at, least);
        at = least;
      }
      return top;
    },
  };
}
