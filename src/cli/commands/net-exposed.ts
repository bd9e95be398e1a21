import pc from 'picocolors';
import { compareText } from '../../core/index.ts';
import { type EntryReach, isEmptyPorts, type NetworkPod, type Reach, reachThroughEntries } from '../../engines/network/index.ts';
import { plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { finish, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import { describeReach } from '../network/describe.ts';
import { titleOf } from '../network/endpoints.ts';
import { type NetworkState, readConnectivity } from '../network/read-connectivity.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';

interface Exposed {
  readonly pod: NetworkPod;
  readonly entries: readonly EntryReach[];
  /** Pods that the internet reaches through this one, in a step or several. */
  readonly beyond: readonly { readonly pod: NetworkPod; readonly steps: number; readonly reach: Reach }[];
}

interface Answer {
  readonly state: NetworkState;
  readonly exposed: readonly Exposed[];
  readonly closed: readonly EntryReach[];
}

/** Shows what the internet reaches, through what, and what that reaches in turn. */
export async function run({ options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const reading = readConnectivity(options);
  const answers = reading.states.map(answer);
  writeResults(outputs, options, (format, style) =>
    format === 'json'
      ? safeJson({ schemaVersion: 1, answers: answers.map(answerJson) })
      : answers.map((one) => render(one, style, worldTitle(one.state.worlds, answers.length))).join('\n'),
  );
  return finish(reading, options);
}

function answer(state: NetworkState): Answer {
  const all = reachThroughEntries(state.connectivity);
  const open = all.filter(({ reach }) => !isEmptyPorts(reach.possible));
  const exposed = [...Map.groupBy(open, ({ pod }) => pod)]
    .map(([pod, entries]): Exposed => ({ pod, entries, beyond: beyondOf(state, pod) }))
    .sort((a, b) => compareText(a.pod.id, b.pod.id));
  return { state, exposed, closed: all.filter(({ reach }) => isEmptyPorts(reach.possible)) };
}

/** Breadth first over pods; what safety asks about is what may be reached. */
function beyondOf({ connectivity }: NetworkState, start: NetworkPod): Exposed['beyond'] {
  const found = new Map<NetworkPod, { steps: number; reach: Reach }>();
  let front: readonly NetworkPod[] = [start];
  for (let steps = 1; front.length > 0; steps++) {
    const next: NetworkPod[] = [];
    for (const from of front) {
      for (const pod of connectivity.network.pods) {
        if (pod === start || found.has(pod)) continue;
        const reach = connectivity.allowed({ kind: 'pod', pod: from }, { kind: 'pod', pod });
        if (isEmptyPorts(reach.possible)) continue;
        found.set(pod, { steps, reach });
        next.push(pod);
      }
    }
    front = next;
  }
  return [...found].map(([pod, one]) => ({ pod, ...one }));
}

const MOST = 8;

function render({ state, exposed, closed }: Answer, style: TerminalStyle, title: string | undefined): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = title ? [colors.bold(title)] : [];
  const add = (indent: string, text: string, paint: (text: string) => string = (one) => one): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns).map(paint));
  };
  for (const { pod, entries, beyond } of exposed) {
    add('', titleOf(pod), colors.yellow);
    const ways = entries.map(
      ({ entry, reach }) => `${describeReach(reach)} through ${entry.kind} ${entry.object.name}  ${state.placeOf(entry.object)}`,
    );
    for (const way of new Set(ways)) add('  ', way);
    const direct = beyond.filter(({ steps }) => steps === 1);
    const far = beyond.filter(({ steps }) => steps > 1);
    for (const [ports, group] of Map.groupBy(direct, ({ reach }) => describeReach(reach))) {
      const names = group.map((one) => titleOf(one.pod));
      add(
        '    ',
        `and from there ${names.slice(0, MOST).join(', ')}${names.length > MOST ? ` and ${names.length - MOST} more` : ''}: ${ports}`,
      );
    }
    if (far.length > 0)
      add(
        '    ',
        `and in more steps ${plural(far.length, 'workload')}: ${far
          .slice(0, MOST)
          .map((one) => titleOf(one.pod))
          .join(', ')}${far.length > MOST ? ' ...' : ''}`,
      );
    if (beyond.length === 0) add('    ', 'from there nothing else in the cluster');
    lines.push('');
  }
  for (const { entry, pod } of closed)
    add('', `${entry.kind} ${entry.object.name} leads to ${titleOf(pod)}, but policies close its ports`, colors.dim);
  const total = state.connectivity.network.pods.length;
  const reached = new Set(exposed.flatMap(({ pod, beyond }) => [pod, ...beyond.map((one) => one.pod)]));
  add(
    '',
    `the internet reaches ${plural(exposed.length, 'workload')} of ${total} at once, and through them ${reached.size - exposed.length} more`,
  );
  return `${lines.join('\n')}\n`;
}

function answerJson({ state, exposed, closed }: Answer): Readonly<Record<string, unknown>> {
  return {
    ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
    exposed: exposed.map(({ pod, entries, beyond }) => ({
      workload: titleOf(pod),
      entries: entries.map(({ entry, reach }) => ({
        kind: entry.kind,
        name: entry.object.name,
        ports: describeReach(reach),
        place: state.placeOf(entry.object),
      })),
      beyond: beyond.map((one) => ({ workload: titleOf(one.pod), steps: one.steps, ports: describeReach(one.reach) })),
    })),
    closed: closed.map(({ entry, pod }) => ({ kind: entry.kind, name: entry.object.name, workload: titleOf(pod) })),
  };
}
