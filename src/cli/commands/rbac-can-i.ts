import pc from 'picocolors';
import type { ChainDecision, NearestMiss, Opinion, UserInfo } from '../../engines/rbac/index.ts';
import { safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { describeAction, describeMiss, describeProof, describeRule, proofJson, qualified, upstreamReason } from '../access/describe.ts';
import { type AskedAction, type AskedUser, askAction, askUser } from '../access/questions.ts';
import { type AccessState, readAccess } from '../access/read-access.ts';
import { type ReadChain, readChain } from '../access/read-chain.ts';
import { finish, warn, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface Answer {
  readonly state: AccessState;
  readonly chain: ReadChain;
  readonly asked: AskedAction;
  readonly decision: ChainDecision;
}

/** Answers as a SubjectAccessReview would, with the proof; exits with 0 for yes and 1 for no. */
export async function run({ arguments: words, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const who = askUser(options);
  const namespace = options['allNamespaces'] === true ? '' : ((options['namespace'] as string | undefined) ?? 'default');
  const isList = options['list'] === true;
  if (isList && words.length > 0) throw new UsageError('--list takes no verb and no resource');
  if (!isList && words.length === 0)
    throw new UsageError('a verb is missing', { hint: 'for example: seawall rbac can-i get secrets --as jane' });
  const access = readAccess(options);
  if (isList) {
    writeResults(outputs, options, (format, style) =>
      access.states
        .map((state) => renderList(state, who, namespace, format, style, worldTitle(state.worlds, access.states.length)))
        .join(''),
    );
    return finish(access, options);
  }
  const answers = access.states.map((state): Answer => {
    const chain = readChain(options, state);
    const asked = askAction(words, options, state, namespace);
    return { state, chain, asked, decision: chain.chain.decide(who.user, asked.action) };
  });
  const [first] = answers;
  warn([...(first?.asked.warnings ?? []), ...hints(who.user)]);
  if (options['quiet'] !== true) {
    writeResults(outputs, options, (format, style) =>
      format === 'json'
        ? safeJson({ schemaVersion: 1, user: who.user, answers: answers.map(answerJson) })
        : answers.map((answer) => renderAnswer(answer, style, worldTitle(answer.state.worlds, answers.length))).join(''),
    );
  }
  const reasons: ExitReason[] = [];
  if (answers.some(({ decision }) => decision.kind === 'deny')) reasons.push('findings');
  if (answers.some(({ decision }) => decision.kind === 'undecided')) reasons.push('incomplete');
  // Alternatives that answer differently leave the question open.
  if (new Set(answers.map(({ decision }) => decision.kind)).size > 1) return [...finish(access, options), 'incomplete'];
  const finished = finish(
    access,
    options,
    answers.flatMap(({ chain }) => chain.problems),
  );
  return [...finished.filter((reason) => reason !== 'nothing'), ...reasons];
}

function hints({ name, groups }: UserInfo): string[] {
  return name.startsWith('system:node:') && !groups.includes('system:nodes')
    ? ['kubelets are in the group system:nodes; add --as-group system:nodes']
    : [];
}

function renderAnswer({ state, chain, asked, decision }: Answer, style: TerminalStyle, title: string | undefined): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = title ? [colors.bold(title)] : [];
  const add = (indent: string, text: string): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns));
  };
  const effective = decision;
  const word = { allow: colors.green('yes'), deny: colors.red('no'), undecided: colors.yellow('undecided') }[effective.kind];
  lines.push(word);
  if (effective.kind === 'undecided') {
    add(
      '  ',
      `the ${effective.mode} authorizer ${effective.name} cannot be asked from here; without an opinion of it the answer is ${effective.otherwise.kind === 'allow' ? 'yes' : 'no'}`,
    );
    add(
      '  ',
      effective.mode === 'Webhook'
        ? `say what it answers with --webhook ${effective.name}=allow|deny|no-opinion`
        : 'name its policy file with --authorization-policy-file',
    );
    return `${lines.join('\n')}\n`;
  }
  if (effective.kind === 'allow') {
    for (const line of explainAllow(effective.by, state)) add('  ', line);
  } else if (effective.by) {
    add('  ', `denied by the ${effective.by.mode} authorizer ${effective.by.name}`);
  } else {
    const miss = missOf(effective);
    add(
      '  ',
      miss
        ? `nearest: ${describeMiss(miss, state)}`
        : `nothing here comes near: no single change of a role or binding would allow to ${describeAction(asked.action)}`,
    );
  }
  if (chain.origin !== DEFAULT_ORIGIN)
    add('  ', `authorizers of ${chain.origin}: ${chain.chain.authorizers.map(({ name }) => name).join(', ')}`);
  return `${lines.join('\n')}\n`;
}

const DEFAULT_ORIGIN = 'the defaults of kubeadm';

function explainAllow(by: Opinion, state: AccessState): string[] {
  switch (by.mode) {
    case 'PrivilegedGroup':
      return ['the group system:masters may do everything, whatever RBAC says'];
    case 'RBAC':
      return by.decision.kind === 'allow' ? describeProof(by.decision.proof, state) : [];
    case 'ABAC':
      return by.decision.kind === 'allow' ? [`allowed by line ${by.decision.by.line} of the ABAC policy file`] : [];
    case 'Node':
      if (by.decision.kind !== 'allow') return [];
      return [
        by.decision.path
          ? `the Node authorizer: ${by.decision.path.map(({ resource, namespace, name }) => `${resource} ${namespace === '' ? '' : `${namespace}/`}${name}`).join(' ← ')} ← node ${by.decision.node}`
          : `the Node authorizer: ${by.decision.rule ? describeRule(by.decision.rule) : 'every kubelet may'}`,
      ];
    default:
      return [`allowed by the ${by.mode} authorizer ${by.name}`];
  }
}

function missOf(decision: ChainDecision & { readonly kind: 'deny' }): NearestMiss | undefined {
  for (const { mode, decision: one } of decision.passed) if (mode === 'RBAC' && one.kind === 'noOpinion') return one.nearestMiss;
  return undefined;
}

function answerJson({ state, chain, asked, decision }: Answer): Readonly<Record<string, unknown>> {
  const miss = decision.kind === 'deny' ? missOf(decision) : undefined;
  return {
    ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
    request: asked.action,
    verdict: decision.kind,
    authorizers: chain.chain.authorizers.map(({ mode, name }) => ({ mode, name })),
    ...(decision.kind === 'allow' ? { by: { mode: decision.by.mode, name: decision.by.name } } : {}),
    ...(decision.kind === 'allow' && decision.by.mode === 'RBAC' && decision.by.decision.kind === 'allow'
      ? { reason: upstreamReason(decision.by.decision.proof), proof: proofJson(decision.by.decision.proof, state) }
      : {}),
    ...(miss ? { nearestMiss: { kind: miss.kind, text: describeMiss(miss, state) } } : {}),
    ...(decision.kind === 'undecided'
      ? { undecidedBy: { mode: decision.mode, name: decision.name }, otherwise: decision.otherwise.kind }
      : {}),
  };
}

/** All rules that hold in one namespace, as `kubectl auth can-i --list` shows them. */
function renderList(
  state: AccessState,
  { user, title: who }: AskedUser,
  namespace: string,
  format: string,
  style: TerminalStyle,
  title: string | undefined,
): string {
  const held = state.authorizer.rulesFor(user, namespace);
  if (format === 'json') {
    return safeJson({ schemaVersion: 1, user, namespace, rules: held.map((one) => proofJson(one, state)) });
  }
  const colors = pc.createColors(style.colour);
  const rows = new Map<string, readonly [string, string, string]>();
  for (const { rule, binding } of held) {
    const verbs = `[${rule.verbs.join(' ')}]`;
    const names = `[${rule.resourceNames.join(' ')}]`;
    for (const group of rule.apiGroups) {
      for (const resource of rule.resources) {
        const shown = qualified(resource, group);
        rows.set(`${shown} ${names} ${verbs}`, [shown, names, verbs]);
      }
    }
    if (binding.kind === 'ClusterRoleBinding') for (const url of rule.nonResourceURLs) rows.set(`${url} ${verbs}`, [url, '[]', verbs]);
  }
  const heading: readonly [string, string, string] = ['RESOURCES AND PATHS', 'NAMES', 'VERBS'];
  const all = [heading, ...[...rows.values()].sort(([a], [b]) => (a < b ? -1 : 1))];
  const widths = [0, 1].map((column) => Math.min(column === 0 ? 50 : 30, Math.max(...all.map((row) => row[column]?.length ?? 0))));
  const lines = all.map((row) => safeText(`${row[0].padEnd(widths[0] ?? 0)}  ${row[1].padEnd(widths[1] ?? 0)}  ${row[2]}`));
  lines[0] = colors.bold(lines[0] ?? '');
  const where = namespace === '' ? 'in the whole cluster' : `in namespace ${namespace}`;
  return `${title ? `${colors.bold(title)}\n` : ''}${rows.size === 0 ? `${safeText(who)} may do nothing ${where}` : lines.join('\n')}\n`;
}
