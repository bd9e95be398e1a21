import pc from 'picocolors';
import {
  describeFoothold,
  type Escalation,
  type Foothold,
  findEscalation,
  footholdKey,
  formatSubjectName,
  pathTo,
  powerReach,
  type Reached,
  readSurroundings,
  type Step,
  TECHNIQUES,
} from '../../engines/rbac/index.ts';
import { plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { describeAction, subjectJson } from '../access/describe.ts';
import { askSubject } from '../access/questions.ts';
import { type AccessState, readAccess } from '../access/read-access.ts';
import { readChain } from '../access/read-chain.ts';
import { finish, warn, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface Answer {
  readonly state: AccessState;
  readonly escalation: Escalation;
}

/** Shows what a subject can become; exits with 1 where it can get hold of the cluster or a node. */
export async function run({ arguments: [word], options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  if (word === undefined) throw new UsageError('a subject is missing', { hint: 'for example: seawall rbac escalate shop/web' });
  const access = readAccess(options);
  const warnings = new Set<string>();
  const answers = access.states.map((state): Answer => {
    const asked = askSubject(word, state.policy, state.authorizer.subjects());
    for (const text of asked.warnings) warnings.add(text);
    const { chain } = readChain(options, state);
    const surroundings = readSurroundings(state.objects, state.policy, state.namespace);
    const authorize = (...question: Parameters<typeof chain.decide>): boolean => chain.decide(...question).kind === 'allow';
    return { state, escalation: findEscalation(asked.subject, state.policy, surroundings, authorize) };
  });
  warn([...warnings]);
  writeResults(outputs, options, (format, style) =>
    format === 'json'
      ? safeJson({ schemaVersion: 1, answers: answers.map(answerJson) })
      : answers.map((answer) => render(answer, style, options['all'] === true, worldTitle(answer.state.worlds, answers.length))).join('\n'),
  );
  const isLost = answers.some(({ escalation }) =>
    escalation.reached.some(({ foothold: { kind } }) => kind === 'cluster' || kind === 'node'),
  );
  return [...finish(access, options), ...(isLost ? (['findings'] as const) : [])];
}

/** What is worth most stands first. */
const ORDER: Readonly<Record<Foothold['kind'], number>> = { cluster: 0, node: 1, kubelet: 2, namespace: 3, role: 4, subject: 5 };
const MOST = 8;
const MOST_NAMES = 5;

function render({ state, escalation }: Answer, style: TerminalStyle, isAll: boolean, title: string | undefined): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = title ? [colors.bold(title)] : [];
  const add = (indent: string, text: string, paint: (text: string) => string = (one) => one): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns).map(paint));
  };
  add('', `what ${formatSubjectName(escalation.start)} can become`, colors.bold);
  // Whoever holds the cluster holds the rest, so only the way there is left to tell.
  const cluster = escalation.reached.find(({ foothold }) => foothold.kind === 'cluster');
  const reached = escalation.reached.filter((one) => one.distance > 0 && (!cluster || one === cluster || one.distance < cluster.distance));
  const rights = new Map(reached.map((one) => [one, weightOf(one, state)]));
  const worthy = reached
    .filter((one) => (rights.get(one) ?? 9) < 9)
    .sort((a, b) => (rights.get(a) ?? 9) - (rights.get(b) ?? 9) || a.distance - b.distance);
  const groups = [...Map.groupBy(worthy, (one) => describePath(one).join('\n')).values()];
  const shown = isAll ? groups : groups.slice(0, MOST);
  for (const group of shown) renderGroup(group);
  const more = groups.slice(shown.length).flat().length;
  const powerless = reached.length - worthy.length;
  lines.push('');
  if (more > 0) add('', `and ${more} more that hold dangerous rights: --all`);
  if (powerless > 0) add('', `and ${plural(powerless, 'account')} without dangerous rights`);
  if (escalation.isCut) add('', 'the search was cut short: there is more');
  add('', verdict(escalation));
  return `${lines.join('\n')}\n`;

  /** Footholds that the same steps lead to stand together. */
  function renderGroup(group: readonly Reached[]): void {
    const [first] = group;
    if (!first) return;
    const { kind } = first.foothold;
    const names = group.map(({ foothold }) => describeFoothold(foothold));
    const cut = isAll || names.length <= MOST_NAMES ? names : [...names.slice(0, MOST_NAMES), `and ${names.length - MOST_NAMES} more`];
    lines.push('');
    for (const name of cut) add('', name, kind === 'cluster' || kind === 'node' ? colors.red : colors.yellow);
    for (const line of describePath(first)) lines.push(...wrapHanging(line.slice(0, INDENT), line.slice(INDENT), style.columns));
  }

  function describePath({ foothold, ways }: Reached): string[] {
    const steps = pathTo(escalation, foothold);
    const others = new Set(ways.slice(1).map(({ technique }) => technique));
    others.delete(ways[0]?.technique ?? 'exec');
    return [
      ...steps.flatMap((step, index) => describeStep(step, index, index === steps.length - 1)),
      ...(others.size > 0 ? [safeText(`${' '.repeat(INDENT)}or ${[...others].map((technique) => TECHNIQUES[technique]).join('; ')}`)] : []),
    ];
  }

  function describeStep({ technique, requests, to, conditions }: Step, index: number, isLast: boolean): string[] {
    const space = ' '.repeat(INDENT);
    const start = footholdKey({ kind: 'subject', subject: escalation.start });
    return [
      `${`  ${index + 1}.`.padEnd(INDENT)}${TECHNIQUES[technique]}${isLast ? '' : ` → ${describeFoothold(to)}`}`,
      ...requests.map(
        ({ action, by }) => `${space}it may ${describeAction(action)}${footholdKey(by) === start ? '' : `, being ${describeFoothold(by)}`}`,
      ),
      ...conditions.map(({ text }) => `${space}if ${text}`),
    ].map(safeText);
  }
}

const INDENT = 5;

/** The less, the more it is worth; 9 where it leads nowhere. */
function weightOf({ foothold }: Reached, state: AccessState): number {
  if (foothold.kind !== 'subject') return ORDER[foothold.kind];
  const [worst] = powerReach(state.authorizer, foothold.subject);
  return worst && worst.power.rank <= 3 ? ORDER.subject + worst.power.rank / 10 : 9;
}

function verdict({ start, reached }: Escalation): string {
  const of = (kind: Foothold['kind']): Reached | undefined => reached.find(({ foothold }) => foothold.kind === kind);
  const name = formatSubjectName(start);
  const cluster = of('cluster');
  if (cluster?.distance === 0) return `${name} holds every right from the start`;
  if (cluster) return `${name} can get hold of the whole cluster in ${plural(cluster.distance, 'step')}${conditional(cluster)}`;
  const node = of('node');
  if (node) return `${name} can get hold of a node in ${plural(node.distance, 'step')}${conditional(node)}`;
  return reached.length > 1
    ? `${name} can become ${plural(reached.length - 1, 'other')}, none of which is the whole cluster`
    : `${name} can become nobody else`;
}

function conditional({ ways }: Reached): string {
  return ways[0]?.conditions.some(({ isOpen }) => isOpen) ? ', if what is said there holds' : '';
}

function answerJson({ state, escalation }: Answer): Readonly<Record<string, unknown>> {
  return {
    ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
    subject: subjectJson(escalation.start),
    isCut: escalation.isCut,
    reached: escalation.reached.map(({ foothold, distance, ways }) => ({
      ...footholdJson(foothold),
      distance,
      ways: ways.map(({ technique, requests, from, conditions }) => ({
        technique,
        requests: requests.map(({ action, by }) => ({ request: action, by: footholdJson(by) })),
        from: from.map(footholdJson),
        conditions,
      })),
    })),
  };
}

function footholdJson(foothold: Foothold): Readonly<Record<string, unknown>> {
  const title = describeFoothold(foothold);
  switch (foothold.kind) {
    case 'subject':
      return { kind: 'subject', subject: subjectJson(foothold.subject), title };
    case 'role':
      return { kind: 'role', role: { kind: foothold.role.kind, name: foothold.role.name }, namespace: foothold.namespace, title };
    case 'namespace':
      return { kind: 'namespace', namespace: foothold.namespace, title };
    default:
      return { kind: foothold.kind, title };
  }
}
