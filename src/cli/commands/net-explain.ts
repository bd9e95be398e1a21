import pc from 'picocolors';
import { didYouMean } from '../../core/index.ts';
import { createConnectivity, difference, formatPorts, isEmptyPorts, type Policy, readNetwork } from '../../engines/network/index.ts';
import { plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { finish, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import { describePolicyRule, policyName } from '../network/describe.ts';
import { titleOf } from '../network/endpoints.ts';
import { type NetworkState, readConnectivity } from '../network/read-connectivity.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface Answer {
  readonly state: NetworkState;
  readonly policy: Policy;
  readonly pods: readonly string[];
  /** Flows that would be open without it, and flows that would be closed. */
  readonly closes: number;
  readonly opens: number;
  readonly examples: readonly string[];
}

/** Says in plain words what a policy selects, allows and changes. */
export async function run({ arguments: [word], options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  if (word === undefined) throw new UsageError('a policy is missing', { hint: 'for example: seawall net explain shop/default-deny' });
  const reading = readConnectivity(options);
  const answers = reading.states.map((state) => answer(state, findPolicy(word, state)));
  writeResults(outputs, options, (format, style) =>
    format === 'json'
      ? safeJson({ schemaVersion: 1, answers: answers.map(answerJson) })
      : answers.map((one) => render(one, style, worldTitle(one.state.worlds, answers.length))).join('\n'),
  );
  return finish(reading, options);
}

function findPolicy(word: string, { connectivity }: NetworkState): Policy {
  const { policies } = connectivity.network;
  const full = ({ namespace, name }: Policy): string => (namespace === undefined ? name : `${namespace}/${name}`);
  const exact = policies.filter((policy) => full(policy) === word);
  const found = exact.length > 0 ? exact : policies.filter(({ name }) => name === word);
  const [first, another] = found;
  if (first && !another) return first;
  if (another) throw new UsageError(`${found.length} policies are called ${word}`, { hint: `write one of: ${found.map(full).join(', ')}` });
  const nearest =
    didYouMean(word, policies.map(full)) ??
    didYouMean(
      word,
      policies.map(({ name }) => name),
    );
  const known = policies.slice(0, 6).map(full).join(', ');
  throw new UsageError(`there is no policy called ${word}`, {
    hint: nearest
      ? `did you mean "${nearest}"?`
      : policies.length > 0
        ? `there are: ${known}`
        : 'there is no policy at all in what was read',
  });
}

function answer(state: NetworkState, policy: Policy): Answer {
  const { network } = state.connectivity;
  const pods = network.pods.filter(({ namespace, labels, hostNetwork }) => {
    const { subject } = policy;
    if (hostNetwork && subject.leavesOutHostNetwork) return false;
    const place = network.namespaces.get(namespace);
    const isThere =
      typeof subject.namespace === 'string' ? subject.namespace === namespace : subject.namespace.matches(place?.labels ?? {});
    return isThere && subject.pods.matches(labels);
  });
  const without = createConnectivity(
    readNetwork(
      state.objects.filter((object) => object !== policy.object),
      { defaultNamespace: state.namespace },
    ),
  );
  const { flows } = difference(without, state.connectivity);
  const closing = flows.filter(({ closed }) => !isEmptyPorts(closed));
  const opening = flows.filter(({ opened }) => !isEmptyPorts(opened));
  const named = (flow: (typeof flows)[number]): string => {
    const [from, to] = [flow.from, flow.to].map((end) => (end.kind === 'workload' ? end.name : 'outside'));
    return `${from} → ${to}: ${formatPorts(isEmptyPorts(flow.opened) ? flow.closed : flow.opened)}`;
  };
  return {
    state,
    policy,
    pods: pods.map(titleOf),
    closes: closing.length,
    opens: opening.length,
    examples: [...opening, ...closing].slice(0, 5).map(named),
  };
}

const MOST = 8;
const TIERS = { admin: 'before every NetworkPolicy', 'network-policy': '', baseline: 'where no NetworkPolicy selects the pod' } as const;

function render({ state, policy, pods, closes, opens, examples }: Answer, style: TerminalStyle, title: string | undefined): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = title ? [colors.bold(title)] : [];
  const add = (indent: string, text: string): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns));
  };
  lines.push(...wrapHanging('', safeText(`${policyName(policy)}  ${state.placeOf(policy.object)}`), style.columns).map(colors.bold));
  if (TIERS[policy.tier] !== '') add('  ', `decides ${TIERS[policy.tier]}, with priority ${policy.priority}`);
  const shown = pods.slice(0, MOST).join(', ');
  add(
    '  ',
    pods.length === 0
      ? 'selects no pod that is here, so it changes nothing now'
      : `selects ${plural(pods.length, 'workload')}: ${shown}${pods.length > MOST ? ` and ${pods.length - MOST} more` : ''}`,
  );
  for (const direction of ['ingress', 'egress'] as const) {
    const rules = policy.rules.filter((rule) => rule.direction === direction);
    const isIsolating = policy.isolates.includes(direction);
    const word = direction === 'ingress' ? 'to them' : 'from them';
    if (isIsolating)
      add(
        '  ',
        rules.length === 0
          ? `denies every connection ${word} that no other policy allows`
          : `denies every connection ${word} but what follows and what other policies allow`,
      );
    else if (policy.tier === 'network-policy') add('  ', `says nothing about connections ${word}`);
    for (const rule of rules) add('    - ', `${describePolicyRule(rule)}  ${state.placeOf(policy.object, rule.path)}`);
  }
  add(
    '  ',
    closes + opens === 0
      ? 'without it the same flows would be open'
      : `with it ${plural(closes, 'flow')} fewer and ${opens} more are open than without, for example:`,
  );
  for (const example of examples) add('    - ', example);
  return `${lines.join('\n')}\n`;
}

function answerJson({ state, policy, pods, closes, opens, examples }: Answer): Readonly<Record<string, unknown>> {
  return {
    ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
    policy: policyName(policy),
    place: state.placeOf(policy.object),
    tier: policy.tier,
    isolates: policy.isolates,
    selects: pods,
    rules: policy.rules.map((rule) => ({ direction: rule.direction, action: rule.action, text: describePolicyRule(rule) })),
    closes,
    opens,
    examples,
  };
}
