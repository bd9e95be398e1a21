import { indexLines } from '../../core/index.ts';
import type { Module, TraceLine } from '../rego/index.ts';
import { firstName } from './rules.ts';

const WORDS = { enter: 'Enter', exit: 'Exit', eval: 'Eval', fail: 'Fail', note: 'Note' } as const;

/** The lines of a trace, rules by their whole path, expressions as they are written. */
export function formatTrace(query: string, trace: readonly TraceLine[], modules: readonly Module[]): readonly string[] {
  if (trace.length === 0) return [];
  const rules = new Map(
    modules.flatMap((module) => {
      const lines = indexLines(module.text);
      return module.rules.map((rule) => {
        const { line, column } = lines.positionAt(rule.at);
        return [`${module.name}:${line}:${column}`, `data.${module.package.join('.')}.${firstName(rule)}`] as const;
      });
    }),
  );
  const lines = trace.map(({ kind, depth, place, note }) => {
    const rule =
      place && (kind === 'enter' || kind === 'exit' || kind === 'fail')
        ? rules.get(`${place.module}:${place.position.line}:${place.position.column}`)
        : undefined;
    return `${'| '.repeat(depth + 1)}${WORDS[kind]} ${rule ?? place?.text ?? JSON.stringify(note ?? '')}`;
  });
  return [`Enter ${query}`, ...lines];
}
