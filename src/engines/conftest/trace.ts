import { indexLines } from '../../core/index.ts';
import type { Module, TraceLine } from '../rego/index.ts';
import { firstName } from './rules.ts';

/** One event of an evaluation: what it was about, in words, and where that is written. */
export interface TraceStep {
  readonly kind: TraceLine['kind'];
  readonly depth: number;
  readonly text: string;
  readonly place: string;
}

const WORDS = { enter: 'Enter', exit: 'Exit', eval: 'Eval', fail: 'Fail', note: 'Note' } as const;

/** A trace with rules by their whole path and expressions as they are written. */
export function describeTrace(trace: readonly TraceLine[], modules: readonly Module[]): readonly TraceStep[] {
  if (trace.length === 0) return [];
  const rules = new Map(
    modules.flatMap((module) => {
      const lines = indexLines(module.text);
      return module.rules.map((rule) => {
        const { line, column } = lines.positionAt(rule.at);
        return [`${module.name}:${line}:${column}`, `data.${[...module.package, firstName(rule)].join('.')}`] as const;
      });
    }),
  );
  return trace.map(({ kind, depth, place, note }) => {
    const rule = place && kind !== 'eval' ? rules.get(`${place.module}:${place.position.line}:${place.position.column}`) : undefined;
    const what = note === undefined ? (rule ?? place?.text ?? '') : JSON.stringify(note);
    return { kind, depth, text: `${WORDS[kind]} ${what}`, place: place ? `${place.module}:${place.position.line}` : '' };
  });
}

/** The lines of a trace below the query that it is of. */
export function formatTrace(query: string, steps: readonly TraceStep[]): readonly string[] {
  return steps.length === 0 ? [] : [`Enter ${query}`, ...steps.map(({ depth, text }) => `${'| '.repeat(depth + 1)}${text}`)];
}
