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
}

export interface Derivation {
  /** The least effort by which a fact is reached; Infinity where it is not. */
  readonly efforts: Float64Array;
  /** The clause that concludes it with the least effort; -1 for what holds from the start or not at all. */
  readonly reasons: Int32Array;
  /** Facts in the order in which they were reached. */
  readonly order: readonly number[];
}

export function indexClauses(clauses: readonly Clause[], factCount: number): ClauseIndex {
  const usesOf: number[][] = Array.from({ length: factCount }, () => []);
  for (const [index, { body }] of clauses.entries()) for (const fact of new Set(body)) usesOf[fact]?.push(index);
  return { clauses, factCount, usesOf };
}

/**
 * Everything that follows from the start, each fact by a proof of least effort. The effort of a proof is that of its clauses, counted as often
 * as they are used; a fact is settled when no cheaper proof can come, as in Knuth's generalization of Dijkstra's algorithm
 * (https://doi.org/10.1016/0020-0190(77)90002-3), so the reasons never form a circle.
 */
export function derive(index: ClauseIndex, starts: Iterable<number>, isCut: (clause: number) => boolean = () => false): Derivation {
  const { clauses, factCount, usesOf } = index;
  const efforts = new Float64Array(factCount).fill(Number.POSITIVE_INFINITY);
  const reasons = new Int32Array(factCount).fill(-1);
  const settled = new Uint8Array(factCount);
  const missing = Int32Array.from(clauses, ({ body }) => new Set(body).size);
  const order: number[] = [];
  const queue = createQueue();
  const offer = (fact: number, effort: number, reason: number): void => {
    if (settled[fact] || effort >= (efforts[fact] as number)) return;
    efforts[fact] = effort;
    reasons[fact] = reason;
    queue.push(effort, fact);
  };
  const conclude = (number: number): void => {
    if (isCut(number)) return;
    const { head, body, effort } = clauses[number] as Clause;
    offer(
      head,
      body.reduce((sum, fact) => sum + (efforts[fact] as number), effort),
      number,
    );
  };
  for (const fact of starts) offer(fact, 0, -1);
  for (const [number, { body }] of clauses.entries()) if (body.length === 0) conclude(number);
  for (let fact = queue.pop(); fact !== undefined; fact = queue.pop()) {
    if (settled[fact]) continue;
    settled[fact] = 1;
    order.push(fact);
    for (const number of usesOf[fact] as readonly number[]) {
      missing[number] = (missing[number] as number) - 1;
      if (missing[number] === 0) conclude(number);
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
