import pc from 'picocolors';
import {
  type Action,
  formatSubjectName,
  type Proof,
  type RunningPod,
  readSurroundings,
  type Subject,
  type SubjectGrant,
  SYSTEM_MASTERS,
} from '../../engines/rbac/index.ts';
import { plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { describeAction, describeBinding, describeRole, describeRule, proofJson, subjectJson } from '../access/describe.ts';
import { askAction } from '../access/questions.ts';
import { type AccessState, readAccess } from '../access/read-access.ts';
import { readChain } from '../access/read-chain.ts';
import { finish, warn, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface Holder {
  readonly subject: Subject;
  /** Empty for the whole cluster. */
  readonly namespace: string;
  readonly proofs: readonly Proof[];
  readonly pods: readonly RunningPod[];
}

interface Answer {
  readonly state: AccessState;
  readonly action: Action;
  readonly holders: readonly Holder[];
  /** Members of groups that hold it, who hold it for no other reason. */
  readonly byGroup: ReadonlyMap<string, readonly Holder[]>;
  readonly others: readonly string[];
}

/** Lists everybody who may do something, and the pods that run as them. */
export async function run({ arguments: words, options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  if (words.length === 0) throw new UsageError('a verb is missing', { hint: 'for example: seawall rbac who-can get secrets' });
  const access = readAccess(options);
  const namespace = options['namespace'] as string | undefined;
  const answers = access.states.map((state): Answer => {
    const asked = askAction(words, options, state, namespace ?? '');
    warn(asked.warnings);
    const isNamespaced = asked.action.kind === 'resource' && (asked.resource?.isNamespaced ?? true);
    const places =
      namespace !== undefined || !isNamespaced ? [] : state.policy.bindings.flatMap((one) => (one.namespace === '' ? [] : [one.namespace]));
    return answer(state, asked.action, [...new Set(places)].sort(), otherAuthorizers(readChain(options, state).chain.authorizers));
  });
  writeResults(outputs, options, (format, style) =>
    format === 'json'
      ? safeJson({ schemaVersion: 1, answers: answers.map(answerJson) })
      : answers.map((one) => render(one, style, options['all'] === true, worldTitle(one.state.worlds, answers.length))).join('\n'),
  );
  return finish(access, options).filter((reason) => reason !== 'nothing');
}

function otherAuthorizers(authorizers: readonly { readonly mode: string; readonly name: string }[]): string[] {
  return authorizers.flatMap(({ mode, name }) => {
    if (mode === 'AlwaysAllow') return ['everybody, since the authorizer AlwaysAllow is on'];
    if (mode === 'ABAC') return ['whoever a line of the ABAC policy file allows it'];
    if (mode === 'Webhook') return [`whoever the webhook ${name} allows it`];
    return [];
  });
}

function answer(state: AccessState, action: Action, places: readonly string[], others: readonly string[]): Answer {
  const { pods } = readSurroundings(state.objects, state.policy, state.namespace);
  const podsOf = ({ kind, namespace, name }: Subject): RunningPod[] =>
    kind === 'ServiceAccount' ? pods.filter((pod) => pod.namespace === namespace && pod.serviceAccount === name) : [];
  const holders: Holder[] = [];
  const everywhere = new Set<Subject>();
  const add = (grants: readonly SubjectGrant[], namespace: string): void => {
    for (const { subject, proofs } of grants) {
      // It is said of every answer that the group may do everything.
      if (isMasters(subject) && proofs.every(({ binding }) => binding.isAssumed)) continue;
      if (namespace === '') everywhere.add(subject);
      else if (everywhere.has(subject)) continue;
      holders.push({ subject, namespace, proofs, pods: podsOf(subject) });
    }
  };
  const own = action.kind === 'resource' ? action.namespace : '';
  add(state.authorizer.whoCan(action), own);
  if (action.kind === 'resource') for (const namespace of places) add(state.authorizer.whoCan({ ...action, namespace }), namespace);
  const byGroup = new Map<string, Holder[]>();
  const direct = holders.filter((holder) => {
    const group = inheritedFrom(holder);
    if (group === undefined) return true;
    const members = byGroup.get(group);
    if (members) members.push(holder);
    else byGroup.set(group, [holder]);
    return false;
  });
  return { state, action, holders: direct, byGroup, others };
}

/** The group through which alone a subject holds it. */
function inheritedFrom({ subject, proofs, namespace }: Holder): string | undefined {
  const [first] = proofs;
  if (!first || proofs.some((proof) => proof.subject.kind !== 'Group' || (subject.kind === 'Group' && proof.subject.name === subject.name)))
    return undefined;
  return `${namespace} ${first.subject.name}`;
}

function isMasters({ kind, name }: Subject): boolean {
  return kind === 'Group' && name === SYSTEM_MASTERS;
}

function render(
  { state, action, holders, byGroup, others }: Answer,
  style: TerminalStyle,
  isAll: boolean,
  title: string | undefined,
): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = [];
  const add = (indent: string, text: string, paint: (text: string) => string = (one) => one): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns).map(paint));
  };
  if (title) lines.push(colors.bold(title));
  add('', `who can ${describeAction(action)}`, colors.bold);
  const sections = Map.groupBy(holders, ({ namespace }) => namespace);
  if (sections.size === 0) add('  ', `nobody but the group system:masters${others.length > 0 ? ' by RBAC' : ''}`);
  for (const [namespace, found] of [...sections].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const isAsked = action.kind === 'resource' && action.namespace === namespace && namespace !== '';
    lines.push('', colors.bold(namespace === '' ? 'IN THE WHOLE CLUSTER' : `${isAsked ? '' : 'ONLY '}IN NAMESPACE ${safeText(namespace)}`));
    const own = found.filter(({ proofs }) => isAll || !proofs.every(({ binding }) => binding.isAssumed));
    const parts = found.filter((holder) => !own.includes(holder));
    for (const holder of own) {
      add('  ', formatSubjectName(holder.subject), colors.cyan);
      for (const proof of holder.proofs.slice(0, MOST)) {
        const place = state.placeOf(proof.binding.source);
        add(
          '    ',
          `${describeBinding(proof.binding)} → ${describeRole(proof.role)}: ${describeRule(proof.rule)}${place ? `  ${place}` : ''}`,
        );
      }
      if (holder.proofs.length > MOST) add('    ', `and through ${plural(holder.proofs.length - MOST, 'binding')} more`);
      if (holder.subject.kind === 'ServiceAccount') add('    ', runsAs(holder.pods));
      const members = holder.subject.kind === 'Group' ? (byGroup.get(`${namespace} ${holder.subject.name}`) ?? []) : [];
      if (members.length > 0) {
        const running = members.filter(({ pods }) => pods.length > 0);
        const shown = running.slice(0, MOST).map(({ subject }) => formatSubjectName(subject));
        const pods =
          running.length > 0 ? `, ${running.length} of them with pods: ${shown.join(', ')}${running.length > MOST ? ' ...' : ''}` : '';
        add('    ', `so can ${plural(members.length, 'member')} known here${pods}`);
      }
    }
    if (parts.length > 0)
      add(
        '  ',
        `${own.length > 0 ? 'and ' : ''}parts of every cluster: ${parts.map(({ subject }) => formatSubjectName(subject)).join(', ')}`,
      );
  }
  if (sections.size > 0 || others.length > 0) lines.push('');
  for (const other of others) add('', `also ${other}`);
  if (sections.size > 0) add('', 'also the group system:masters, which no policy limits', colors.dim);
  return `${lines.join('\n')}\n`;
}

const MOST = 4;

function runsAs(pods: readonly RunningPod[]): string {
  if (pods.length === 0) return 'no pod here runs as it';
  const shown = pods.slice(0, MOST).map(({ kind, name, holdsToken }) => `${kind} ${name}${holdsToken ? '' : ' (without its token)'}`);
  return `runs: ${shown.join(', ')}${pods.length > MOST ? ` and ${pods.length - MOST} more` : ''}`;
}

function answerJson({ state, action, holders, byGroup, others }: Answer): Readonly<Record<string, unknown>> {
  const holderJson = ({ subject, namespace, proofs, pods }: Holder): Readonly<Record<string, unknown>> => ({
    subject: subjectJson(subject),
    ...(namespace === '' ? {} : { namespace }),
    proofs: proofs.map((proof) => proofJson(proof, state)),
    pods: pods.map(({ kind, namespace: place, name, holdsToken }) => ({ kind, namespace: place, name, holdsToken })),
  });
  return {
    ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
    request: action,
    subjects: [...holders, ...[...byGroup.values()].flat()].map(holderJson),
    others: ['Group system:masters', ...others],
  };
}
