import pc from 'picocolors';
import { isEmptyPorts, type NetworkPod, type Verdict } from '../../engines/network/index.ts';
import { type JunitCase, plural, safeJson, safeText, wrapHanging, writeJunit, xml } from '../../report/index.ts';
import { finish, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import { describeDecision, describeReach } from '../network/describe.ts';
import { type AskedEnd, askEnd, flowsTo, podsOf, splitPort, titleOf } from '../network/endpoints.ts';
import { type Expectation, readExpectations } from '../network/expectations.ts';
import { type NetworkState, readConnectivity } from '../network/read-connectivity.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface Result {
  readonly expectation: Expectation;
  readonly outcome: 'held' | 'broken' | 'open';
  /** What speaks against it, or leaves it open. */
  readonly details: readonly string[];
}

/** Compares connectivity with what a file expects; exits with 1 where an expectation is broken and with 3 where one is left open. */
export async function run({ arguments: [file], options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  if (file === undefined)
    throw new UsageError('a file of expectations is missing', { hint: 'for example: seawall net assert connectivity.yaml -f deploy/' });
  const expectations = readExpectations(file);
  const reading = readConnectivity(options);
  const answers = reading.states.map((state) => ({ state, results: expectations.map((one) => check(one, state)) }));
  writeResults(outputs, options, (format, style) => {
    switch (format) {
      case 'json':
        return safeJson({
          schemaVersion: 1,
          answers: answers.map(({ state, results }) => ({
            ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
            results: results.map(({ expectation, outcome, details }) => ({ ...expectation, outcome, details })),
          })),
        });
      case 'junit':
        return writeJunit(
          answers.map(({ state, results }) => ({ name: state.worlds.join(' ') || file, properties: [], cases: results.map(junitCase) })),
        );
      default:
        return answers.map(({ state, results }) => render(results, style, worldTitle(state.worlds, answers.length))).join('\n');
    }
  });
  const outcomes = new Set(answers.flatMap(({ results }) => results.map(({ outcome }) => outcome)));
  return [
    ...finish(reading, options),
    ...(outcomes.has('broken') ? (['findings'] as const) : []),
    ...(outcomes.has('open') && options['allowIncomplete'] !== true ? (['incomplete'] as const) : []),
  ];
}

function check(expectation: Expectation, state: NetworkState): Result {
  try {
    switch (expectation.kind) {
      case 'allow':
      case 'deny':
        return checkFlow(expectation, state);
      case 'isolated':
        return checkIsolated(expectation, state);
      case 'only':
        return checkOnly(expectation, state);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.message, { place: expectation.place, ...(error.hint === undefined ? {} : { hint: error.hint }) });
  }
}

interface Judged {
  readonly verdict: Verdict;
  readonly lines: readonly string[];
}

/** All flows of a question, each with what decides; with no port, whether any port is open. */
function judge(state: NetworkState, from: AskedEnd, target: string): Judged[] {
  const { name, port } = splitPort(target);
  const to = askEnd(name, state);
  const flows = flowsTo(to, port);
  if (flows.length > 0) {
    return flows.map((flow) => {
      const decision = state.connectivity.decide(from.endpoint, flow.to, flow.protocol, flow.port);
      return { verdict: decision.verdict, lines: [`${from.title} → ${to.title} ${flow.title}`, ...describeDecision(decision, state)] };
    });
  }
  if (port.port !== undefined || to.service) throw new UsageError(`${to.title} has no such port that leads to a pod`);
  const reach = state.connectivity.allowed(from.endpoint, to.endpoint);
  const verdict = !isEmptyPorts(reach.certain) ? 'allow' : isEmptyPorts(reach.possible) ? 'deny' : 'undefined';
  return [{ verdict, lines: [`${from.title} → ${to.title}: ${isEmptyPorts(reach.possible) ? 'no port' : describeReach(reach)}`] }];
}

function checkFlow(expectation: Extract<Expectation, { kind: 'allow' | 'deny' }>, state: NetworkState): Result {
  const judged = judge(state, askEnd(expectation.from, state), expectation.to);
  return resultOf(expectation, judged, expectation.kind);
}

/** Broken where a verdict is the other one; open where none is but some are undefined. */
function resultOf(expectation: Expectation, judged: readonly Judged[], wanted: 'allow' | 'deny'): Result {
  const broken = judged.filter(({ verdict }) => verdict !== wanted && verdict !== 'undefined');
  const open = judged.filter(({ verdict }) => verdict === 'undefined');
  const speaking = broken.length > 0 ? broken : open;
  return {
    expectation,
    outcome: broken.length > 0 ? 'broken' : open.length > 0 ? 'open' : 'held',
    details: speaking.slice(0, MOST).flatMap(({ lines }) => lines),
  };
}

const MOST = 5;

function checkIsolated(expectation: Extract<Expectation, { kind: 'isolated' }>, state: NetworkState): Result {
  const inside = askEnd(`ns/${expectation.namespace}`, state);
  const pods = podsOf(inside.endpoint);
  const others = state.connectivity.network.pods.filter(({ namespace }) => namespace !== expectation.namespace);
  return resultOf(expectation, [...judgePods(state, others, pods), ...judgeOutside(state, pods)], 'deny');
}

function checkOnly(expectation: Extract<Expectation, { kind: 'only' }>, state: NetworkState): Result {
  const { name } = splitPort(expectation.to);
  const target = askEnd(name, state);
  const chosen = expectation.from.map((word) => askEnd(word, state));
  const allowed = new Set(chosen.flatMap(({ endpoint }) => podsOf(endpoint)));
  const pods = podsOf(target.endpoint);
  const others = state.connectivity.network.pods.filter((pod) => !allowed.has(pod) && !pods.includes(pod));
  const judged = others.flatMap((pod) => judge(state, { title: titleOf(pod), endpoint: { kind: 'pod', pod } }, expectation.to));
  const isOutsideChosen = chosen.some(({ endpoint }) => podsOf(endpoint).length === 0);
  const outside = isOutsideChosen ? [] : judge(state, { title: 'internet', endpoint: { kind: 'external' } }, expectation.to);
  const closed = resultOf(expectation, [...judged, ...outside], 'deny');
  if (closed.outcome === 'broken') return closed;
  const reaching = chosen.flatMap((end) => judge(state, end, expectation.to));
  const open = resultOf(expectation, reaching, 'allow');
  return open.outcome === 'held' ? closed : open;
}

function judgePods(state: NetworkState, sources: readonly NetworkPod[], targets: readonly NetworkPod[]): Judged[] {
  return sources.flatMap((from) =>
    targets.flatMap((to): Judged[] => {
      const reach = state.connectivity.allowed({ kind: 'pod', pod: from }, { kind: 'pod', pod: to });
      if (isEmptyPorts(reach.possible)) return [];
      return [
        {
          verdict: isEmptyPorts(reach.certain) ? 'undefined' : 'allow',
          lines: [`${titleOf(from)} → ${titleOf(to)}: ${describeReach(reach)}`],
        },
      ];
    }),
  );
}

function judgeOutside(state: NetworkState, targets: readonly NetworkPod[]): Judged[] {
  return targets.flatMap((pod): Judged[] => {
    const reach = state.connectivity.allowed({ kind: 'external' }, { kind: 'pod', pod });
    if (isEmptyPorts(reach.possible)) return [];
    return [
      { verdict: isEmptyPorts(reach.certain) ? 'undefined' : 'allow', lines: [`internet → ${titleOf(pod)}: ${describeReach(reach)}`] },
    ];
  });
}

function titleOfExpectation(expectation: Expectation): string {
  switch (expectation.kind) {
    case 'allow':
    case 'deny':
      return `${expectation.kind} ${expectation.from} → ${expectation.to}`;
    case 'isolated':
      return `namespace ${expectation.namespace} is isolated`;
    case 'only':
      return `only ${expectation.from.join(', ')} → ${expectation.to}`;
  }
}

const WORDS = { held: 'ok', broken: 'BROKEN', open: 'UNDEFINED' } as const;

function render(results: readonly Result[], style: TerminalStyle, title: string | undefined): string {
  const colors = pc.createColors(style.colour);
  const paint = { held: colors.green, broken: colors.red, open: colors.yellow };
  const lines: string[] = title ? [colors.bold(title)] : [];
  for (const { expectation, outcome, details } of results) {
    const why = expectation.why === undefined ? '' : ` (${expectation.why})`;
    lines.push(`${paint[outcome](WORDS[outcome].padEnd(10))}${safeText(`${titleOfExpectation(expectation)}${why}`)}`);
    if (outcome !== 'held') lines.push(...wrapHanging('          ', safeText(expectation.place), style.columns).map(colors.dim));
    for (const detail of details) lines.push(...wrapHanging('          ', safeText(detail), style.columns));
  }
  const count = (outcome: Result['outcome']): number => results.filter((one) => one.outcome === outcome).length;
  lines.push(
    '',
    `${plural(results.length, 'expectation')}: ${count('held')} hold, ${count('broken')} are broken, ${count('open')} are undefined`,
  );
  return `${lines.join('\n')}\n`;
}

function junitCase({ expectation, outcome, details }: Result): JunitCase {
  const base = { name: titleOfExpectation(expectation), className: expectation.place };
  const text = xml(details.join('\n'));
  switch (outcome) {
    case 'held':
      return { ...base, result: 'passed' };
    case 'broken':
      return { ...base, result: 'failed', detail: `<failure message="${xml(details[0] ?? '')}">${text}</failure>` };
    case 'open':
      return { ...base, result: 'error', detail: `<error message="${xml(details[0] ?? '')}">${text}</error>` };
  }
}
