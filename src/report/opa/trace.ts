import type { FailedExpression, Observation, TraceLine } from '../../engines/rego/index.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { type Fields, fields } from './go-json.ts';

export const EXPLAIN_MODES = ['off', 'full', 'notes', 'fails', 'debug'] as const;
export type ExplainMode = (typeof EXPLAIN_MODES)[number];

const WORDS: Readonly<Record<TraceLine['kind'], string>> = { enter: 'Enter', exit: 'Exit', eval: 'Eval', fail: 'Fail', note: 'Note' };

/** The events that a mode shows; with notes and failures come the rules that led to them. */
export function selectTrace(trace: readonly TraceLine[], mode: ExplainMode): readonly TraceLine[] {
  if (mode === 'off') return [];
  if (mode === 'full' || mode === 'debug') return trace;
  const wanted = mode === 'notes' ? 'note' : 'fail';
  const above: { readonly line: TraceLine; isShown: boolean }[] = [];
  const shown: TraceLine[] = [];
  for (const line of trace) {
    while (above.length > line.depth) above.pop();
    if (line.kind === wanted) {
      for (const frame of above) {
        if (!frame.isShown) shown.push(frame.line);
        frame.isShown = true;
      }
      shown.push(line);
    }
    if (line.kind === 'enter') above.push({ line, isShown: false });
  }
  return shown;
}

/** One line for each event: where it is, how deep, and what happened. */
export function traceText(trace: readonly TraceLine[], wasCut: boolean): string {
  const width = Math.max(5, ...trace.map(({ place }) => place?.module.length ?? 0)) + 8;
  const lines = trace.map((line) => {
    const { place, depth } = line;
    const where = place ? `${place.module}:${place.position.line}` : '';
    return `${safeText(where).padEnd(width)}${'| '.repeat(depth)}${safeText(describe(line))}`;
  });
  return lines.length === 0 ? '' : `${[...lines, ...(wasCut ? ['the rest of the trace is left out'] : [])].join('\n')}\n`;
}

function describe({ kind, ofRule, rule, place, note }: TraceLine): string {
  if (note !== undefined) return `${WORDS[kind]} ${JSON.stringify(note)}`;
  return `${WORDS[kind]} ${ofRule && rule !== 'query' ? rule : (place?.text ?? '')}`;
}

export function traceNode(trace: readonly TraceLine[]): readonly Fields[] {
  return trace.map((line) => {
    const { kind, depth, place, note, rule } = line;
    return fields(
      ['op', WORDS[kind]],
      ['depth', depth],
      ['rule', rule === '' || rule === 'query' ? undefined : rule],
      ['text', note === undefined ? place?.text : undefined],
      ['message', note],
      [
        'location',
        place &&
          fields(['file', place.module === 'query' ? '' : place.module], ['row', place.position.line], ['col', place.position.column]),
      ],
    );
  });
}

/** The rules that did not hold, each with the expression that it came to, and what the variables in that were. */
export function failureText({ rules }: Observation): string {
  const lines = rules.flatMap(({ rule, place, lastFailure }) =>
    lastFailure && rule !== 'query'
      ? [
          `${rule} did not hold (${place.module}:${place.position.line}); it came to`,
          ...expressionLines(lastFailure).map((line) => `  ${line}`),
        ]
      : [],
  );
  return lines.length === 0 ? '' : `${safeLines(lines.join('\n'))}\n`;
}

export function expressionLines({ place, bindings }: FailedExpression): readonly string[] {
  return [`${place.module}:${place.position.line}: ${place.text}`, ...bindings.map(([name, value]) => `  ${name}: ${value}`)];
}
