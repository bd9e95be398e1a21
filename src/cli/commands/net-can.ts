import pc from 'picocolors';
import {
  type Decision,
  formatPorts,
  isEmptyPorts,
  isProtocol,
  type Reach,
  subtractPorts,
  type Verdict,
} from '../../engines/network/index.ts';
import { safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { finish, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import { describeDecision, describeReach } from '../network/describe.ts';
import { type AskedEnd, type AskedFlow, type AskedPort, askEnd, flowsTo, podsOf, splitPort } from '../network/endpoints.ts';
import { type NetworkState, readConnectivity } from '../network/read-connectivity.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface Answer {
  readonly state: NetworkState;
  readonly from: AskedEnd;
  readonly to: AskedEnd;
  readonly verdict: Verdict;
  /** One for each port that was asked about. */
  readonly decisions: readonly { readonly flow: AskedFlow; readonly decision: Decision }[];
  /** What is open at all, where no port was named. */
  readonly reach: Reach | undefined;
}

/** Says whether one can connect to another, and which policies decide; exits with 0, 1 for denied, 3 for undefined. */
export async function run({ arguments: [source, target], options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  if (source === undefined || target === undefined) {
    throw new UsageError('two ends are needed', { hint: 'for example: seawall net can shop/frontend shop/cart:7070' });
  }
  const reading = readConnectivity(options);
  const { name, port } = splitPort(target);
  const answers = reading.states.map((state) => answer(state, askEnd(source, state), askEnd(name, state), port));
  writeResults(outputs, options, (format, style) =>
    format === 'json'
      ? safeJson({ schemaVersion: 1, answers: answers.map(answerJson) })
      : answers.map((one) => render(one, style, worldTitle(one.state.worlds, answers.length))).join('\n'),
  );
  const verdicts = new Set(answers.map(({ verdict }) => verdict));
  const isOpen = verdicts.has('undefined') || verdicts.size > 1;
  return [
    ...finish(reading, options),
    ...(isOpen ? (['incomplete'] as const) : []),
    ...(verdicts.size === 1 && verdicts.has('deny') ? (['findings'] as const) : []),
  ];
}

function answer(state: NetworkState, from: AskedEnd, to: AskedEnd, port: AskedPort): Answer {
  if (!isProtocol(port.protocol) && port.port === undefined) {
    const decision = state.connectivity.decide(from.endpoint, to.endpoint, port.protocol, 0);
    const flow = { to: to.endpoint, protocol: port.protocol, port: 0, title: port.protocol };
    return { state, from, to, verdict: decision.verdict, decisions: [{ flow, decision }], reach: undefined };
  }
  const flows = flowsTo(to, port);
  if (flows.length === 0 && port.port === undefined && !to.service) {
    const reach = state.connectivity.allowed(from.endpoint, to.endpoint);
    const verdict = !isEmptyPorts(reach.certain) ? 'allow' : isEmptyPorts(reach.possible) ? 'deny' : 'undefined';
    return { state, from, to, verdict, decisions: [], reach };
  }
  if (flows.length === 0) {
    const what = port.port === undefined ? 'ports' : `port ${port.port}/${port.protocol}`;
    throw new UsageError(`${to.title} has no ${what} that leads to a pod`, {
      hint: 'a number asks about the port of the pods, whatever they declare',
    });
  }
  const decisions = flows.map((flow) => ({ flow, decision: state.connectivity.decide(from.endpoint, flow.to, flow.protocol, flow.port) }));
  const verdicts = new Set(decisions.map(({ decision }) => decision.verdict));
  return { state, from, to, verdict: verdicts.size === 1 ? ([...verdicts][0] ?? 'undefined') : 'undefined', decisions, reach: undefined };
}

const WORDS = { allow: 'allowed', deny: 'denied', undefined: 'undefined' } as const;

function render({ state, from, to, verdict, decisions, reach }: Answer, style: TerminalStyle, title: string | undefined): string {
  const colors = pc.createColors(style.colour);
  const paint = { allow: colors.green, deny: colors.red, undefined: colors.yellow };
  const lines: string[] = title ? [colors.bold(title)] : [];
  const add = (indent: string, text: string): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns));
  };
  if (reach) {
    add('', `${from.title} → ${to.title}: ${isEmptyPorts(reach.possible) ? 'no port' : describeReach(reach)}`);
    if (!isEmptyPorts(subtractPorts(reach.possible, reach.certain))) add('  ', 'ask about one port to learn what is left open');
    return `${lines.join('\n')}\n`;
  }
  if (decisions.length > 1) lines.push(paint[verdict](verdict === 'undefined' ? 'not the same for all' : WORDS[verdict]));
  for (const { flow, decision } of decisions) {
    const target = decisions.length > 1 && flow.to.kind === 'pod' ? flow.to.pod.id : to.title;
    lines.push(
      ...wrapHanging(
        '',
        `${paint[decision.verdict](WORDS[decision.verdict])}  ${safeText(`${from.title} → ${target} ${flow.title}`)}`,
        style.columns,
      ),
    );
    for (const line of describeDecision(decision, state)) add('  ', line);
    if (decision.verdict !== 'deny' && isWithoutEntry(state, from, flow)) add('  ', NO_ENTRY);
  }
  return `${lines.join('\n')}\n`;
}

const NO_ENTRY =
  'but no Service, Ingress or route here opens it to the outside, so whoever connects must be routed to the pod by other means';

/** Whether policies alone decide about a connection from outside, since nothing here leads it to the pod. */
function isWithoutEntry({ connectivity }: NetworkState, from: AskedEnd, { to }: AskedFlow): boolean {
  const isOutside = from.endpoint.kind === 'external' || from.endpoint.kind === 'address' || from.endpoint.kind === 'addresses';
  const pods = podsOf(to);
  return isOutside && pods.length > 0 && !connectivity.network.entries.some(({ targets }) => targets.some(({ pod }) => pods.includes(pod)));
}

function answerJson({ state, from, to, verdict, decisions, reach }: Answer): Readonly<Record<string, unknown>> {
  return {
    ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
    from: from.title,
    to: to.title,
    verdict,
    ...(reach ? { open: formatPorts(reach.certain), perhaps: formatPorts(subtractPorts(reach.possible, reach.certain)) } : {}),
    flows: decisions.map(({ flow, decision }) => ({
      protocol: flow.protocol,
      port: flow.port,
      verdict: decision.verdict,
      because: describeDecision(decision, state),
      doubts: decision.doubts,
      ...(isWithoutEntry(state, from, flow) ? { note: NO_ENTRY } : {}),
    })),
  };
}
