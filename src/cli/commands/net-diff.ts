import pc from 'picocolors';
import { type Difference, difference, type FlowDifference, formatPorts, isEmptyPorts } from '../../engines/network/index.ts';
import { plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { finish, writeResults } from '../answers.ts';
import { onlyState, readSides } from '../compare.ts';
import type { ExitReason } from '../exit-codes.ts';
import { describeDecision, describeEnd } from '../network/describe.ts';
import { type NetworkState, readConnectivity } from '../network/read-connectivity.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';

/** Shows which flows a change opens and closes, and the policies that decide; with `--fail-on-opened` exits with 1 where one opens. */
export async function run({ arguments: sides, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const [before, after] = readSides(sides, options, 'seawall net diff', readConnectivity);
  const [old, fresh] = [onlyState(before.states, sides[0] ?? ''), onlyState(after.states, sides[1] ?? 'the current folder')];
  const result = difference(old.connectivity, fresh.connectivity);
  const opened = result.flows.filter((flow) => !isEmptyPorts(flow.opened));
  const closed = result.flows.filter((flow) => !isEmptyPorts(flow.closed));
  writeResults(outputs, options, (format, style) => {
    if (format === 'json') return safeJson({ schemaVersion: 1, flows: result.flows.map((flow) => flowJson(flow, result, old, fresh)) });
    if (format === 'markdown') return renderMarkdown(opened, closed);
    return render(opened, closed, result, old, fresh, style);
  });
  const reasons = [...finish(before, options), ...finish(after, options)].filter((reason) => reason !== 'nothing');
  return [...reasons, ...(options['failOnOpened'] === true && opened.length > 0 ? (['findings'] as const) : [])];
}

function whyNew({ added, removed }: FlowDifference): string | undefined {
  if (added.length > 0) return `${added.join(' and ')} ${added.length === 1 ? 'is' : 'are'} new`;
  return removed.length > 0 ? `${removed.join(' and ')} ${removed.length === 1 ? 'is' : 'are'} gone` : undefined;
}

/** Flows that have the same ports and the same reason are said together. */
function render(
  opened: readonly FlowDifference[],
  closed: readonly FlowDifference[],
  result: Difference,
  old: NetworkState,
  fresh: NetworkState,
  style: TerminalStyle,
): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = [];
  const section = (heading: string, sign: string, flows: readonly FlowDifference[], paint: (text: string) => string): void => {
    if (flows.length === 0) return;
    lines.push(colors.bold(heading));
    const isOpening = sign === '+';
    const groups = Map.groupBy(flows, (flow) => {
      const explained = result.explain(flow);
      const decision = isOpening ? explained?.after : explained?.before;
      const because = whyNew(flow) ?? [
        ...(explained?.before ? describeDecision({ ...explained.before, nearestMiss: [] }, old).map((line) => `before: ${line}`) : []),
        ...(explained?.after ? describeDecision({ ...explained.after, nearestMiss: [] }, fresh).map((line) => `after: ${line}`) : []),
      ];
      return JSON.stringify([formatPorts(isOpening ? flow.opened : flow.closed), describeEnd(flow.to), because, decision === undefined]);
    });
    for (const [key, group] of groups) {
      const [ports, to, because] = JSON.parse(key) as [string, string, string | string[]];
      const sources = group.map(({ from }) => describeEnd(from)).join(', ');
      lines.push(
        ...wrapHanging(`${sign} `, safeText(`${sources} → ${to}: ${ports === 'all' ? 'all ports' : ports}`), style.columns).map(paint),
      );
      for (const line of typeof because === 'string' ? [because] : because)
        lines.push(...wrapHanging('    ', safeText(line), style.columns));
    }
    lines.push('');
  };
  section('OPENED', '+', opened, colors.yellow);
  section('CLOSED', '-', closed, colors.dim);
  lines.push(
    opened.length + closed.length === 0
      ? 'the same flows are open as before'
      : `${plural(opened.length, 'flow')} opened, ${closed.length} closed`,
  );
  return `${lines.join('\n')}\n`;
}

function renderMarkdown(opened: readonly FlowDifference[], closed: readonly FlowDifference[]): string {
  if (opened.length + closed.length === 0) return 'The same flows are open as before.\n';
  const cell = (text: string): string => safeText(text).replaceAll('|', '\\|').replaceAll('<', '&lt;');
  const rows = (flows: readonly FlowDifference[], ports: 'opened' | 'closed'): string[] => [
    '| from | to | ports | |',
    '|---|---|---|---|',
    ...flows.map(
      (flow) =>
        `| ${cell(describeEnd(flow.from))} | ${cell(describeEnd(flow.to))} | ${formatPorts(flow[ports])} | ${cell(whyNew(flow) ?? '')} |`,
    ),
    '',
  ];
  return [
    `**${plural(opened.length, 'flow')} opened, ${closed.length} closed**`,
    '',
    ...(opened.length > 0 ? ['### Opened', '', ...rows(opened, 'opened')] : []),
    ...(closed.length > 0 ? ['### Closed', '', ...rows(closed, 'closed')] : []),
  ].join('\n');
}

function flowJson(flow: FlowDifference, result: Difference, old: NetworkState, fresh: NetworkState): Readonly<Record<string, unknown>> {
  const explained = result.explain(flow);
  return {
    from: describeEnd(flow.from),
    to: describeEnd(flow.to),
    opened: formatPorts(flow.opened),
    closed: formatPorts(flow.closed),
    added: flow.added,
    removed: flow.removed,
    ...(explained
      ? {
          port: explained.port,
          protocol: explained.protocol,
          before: explained.before ? describeDecision(explained.before, old) : undefined,
          after: explained.after ? describeDecision(explained.after, fresh) : undefined,
        }
      : {}),
  };
}
