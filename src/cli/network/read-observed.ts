import type { Problem } from '../../core/index.ts';
import type { ObservedFlow } from '../../engines/network/index.ts';
import { createFlowLogReader, type FlowRecord, type FlowSkip } from '../../formats/index.ts';
import { readFileLines } from '../../inventory/sources/index.ts';
import { plural } from '../../report/index.ts';
import { UsageError } from '../usage-error.ts';

export interface ObservedLog {
  readonly flows: readonly ObservedFlow[];
  /** Lines that could not be read: how many, and where the first are. */
  readonly problems: readonly Problem[];
  readonly summary: string;
}

/** Different flows beyond this are left out, and said: no cluster has as many that are worth a rule. */
const MOST_FLOWS = 200_000;
const SHOWN = 3;

/** Reads a log of flows of any length; the same flow counts once. */
export function readObservedFlows(path: string): ObservedLog {
  const reader = createFlowLogReader();
  const flows = new Map<string, ObservedFlow & { count: number }>();
  const skipped = new Map<FlowSkip, number>();
  const malformed: Problem[] = [];
  let [lines, bad, left] = [0, 0, 0];
  const reject = (number: number, message: string): void => {
    bad++;
    if (malformed.length < SHOWN) malformed.push({ code: 'unparsable', message, file: `${path}:${number}` });
  };
  try {
    for (const { text } of readFileLines(path === '-' ? '/dev/stdin' : path)) {
      const number = ++lines;
      if (text === undefined) {
        reject(number, 'the line is longer than any flow');
        continue;
      }
      const line = reader.read(text);
      if (line.kind === 'malformed') reject(number, line.message);
      else if (line.kind === 'other') skipped.set(line.why, (skipped.get(line.why) ?? 0) + 1);
      else {
        const key = keyOf(line);
        const known = flows.get(key);
        if (known) known.count++;
        else if (flows.size < MOST_FLOWS) flows.set(key, { ...line, place: `${path}:${number}`, count: 1 });
        else left++;
      }
    }
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (flows.size === 0) {
    throw new UsageError(`${path} holds no flow that got through`, {
      hint: malformed[0]
        ? `line ${malformed[0].file?.split(':').at(-1)}: ${malformed[0].message}`
        : 'it should be what hubble observe -o json prints, events of Tetragon, or CSV',
    });
  }
  return {
    flows: [...flows.values()],
    problems: problemsOf(path, malformed, bad, left),
    summary: summaryOf(path, lines, flows.size, skipped, bad),
  };
}

function keyOf({ from, to, protocol, port }: FlowRecord): string {
  // The port of who connects differs each time, and is not in it.
  return JSON.stringify([
    from.namespace,
    from.pod ?? from.address,
    from.reserved,
    to.namespace,
    to.pod ?? to.address,
    to.reserved,
    protocol,
    port,
  ]);
}

function problemsOf(path: string, malformed: readonly Problem[], bad: number, left: number): Problem[] {
  return [
    ...malformed,
    ...(bad > malformed.length
      ? [{ code: 'unparsable' as const, file: path, message: `${plural(bad - malformed.length, 'more line')} cannot be read` }]
      : []),
    ...(left > 0
      ? [
          {
            code: 'limit' as const,
            file: path,
            message: `${plural(left, 'line')} with flows beyond the first ${MOST_FLOWS} different ones`,
          },
        ]
      : []),
  ];
}

function summaryOf(path: string, lines: number, flows: number, skipped: ReadonlyMap<FlowSkip, number>, bad: number): string {
  const words: Readonly<Record<FlowSkip, string>> = {
    empty: '',
    reply: 'replies',
    denied: 'denied',
    'no-port': 'without a port',
    'other-event': 'of other kinds',
  };
  const rest = [...skipped].flatMap(([why, count]) => (words[why] === '' ? [] : [`${count} ${words[why]}`]));
  const all = [...rest, ...(bad > 0 ? [`${bad} not readable`] : [])];
  return `as ${path} shows them: ${plural(flows, 'different flow')} in ${plural(lines, 'line')}${all.length > 0 ? ` (${all.join(', ')})` : ''}`;
}
