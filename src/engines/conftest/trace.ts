import type { TraceLine } from '../rego/index.ts';

/** One event of an evaluation: what it was about, in words, and where that is written. */
export interface TraceStep {
  readonly kind: TraceLine['kind'];
  readonly depth: number;
  readonly text: string;
  readonly place: string;
}

const WORDS: Readonly<Partial<Record<TraceLine['kind'], string>>> = {
  enter: 'Enter',
  exit: 'Exit',
  eval: 'Eval',
  fail: 'Fail',
  note: 'Note',
};

/** A trace with rules by their whole path and expressions as they are written. */
export function describeTrace(trace: readonly TraceLine[]): readonly TraceStep[] {
  return trace.map(({ kind, depth, ofRule, rule, place, note }) => {
    const what = note === undefined ? (ofRule ? rule : (place?.text ?? '')) : JSON.stringify(note);
    return { kind, depth, text: `${WORDS[kind] ?? kind} ${what}`, place: place ? `${place.module}:${place.position.line}` : '' };
  });
}

/** The lines of a trace below the query that it is of. */
export function formatTrace(query: string, steps: readonly TraceStep[]): readonly string[] {
  return steps.length === 0 ? [] : [`Enter ${query}`, ...steps.map(({ depth, text }) => `${'| '.repeat(depth + 1)}${text}`)];
}
