/**
 * Fixtures of attack steps. `NAME.yaml` beside the step `PHASE/NAME` holds cases; each starts at a comment line
 *
 *   # holds: a sentence         the step can be taken, by exactly the moves that the lines `# => FROM & FROM -> TO (premises)` tell
 *   # near miss: a sentence     one condition is missing, and nobody can take it
 *
 * and may go on with these lines:
 *
 *   # from: SUBJECT             counts the moves that a subject can take by what it is allowed, and no others: `ServiceAccount a/b`, `Group g`
 *   # may: VERBS RESOURCE [group G] [named N] [in NAMESPACE]
 *                               gives the subject a role with that rule
 *   # cve: ID                   a vulnerability that is taken as given
 *
 * Roles and bindings of every cluster are left out, so that a case says all that is there.
 */
import { readFileSync } from 'node:fs';
import type { AttackStep, Move } from '../src/attack/index.ts';
import { describeFact, type Fact, readScene, type Scene } from '../src/attack/index.ts';
import { type Action, type Subject, userOf } from '../src/engines/rbac/index.ts';
import { readInventory } from '../src/inventory/index.ts';

export interface StepCase {
  readonly kind: 'holds' | 'near miss';
  readonly name: string;
  /** Line of the header, from 1. */
  readonly line: number;
  readonly text: string;
  readonly expected: readonly string[];
  readonly from: Subject | undefined;
  readonly may: readonly string[];
  readonly cves: readonly string[];
}

const CASE = /^# (holds|near miss): (.*)$/;

export function readStepCases(file: string): StepCase[] {
  const cases: StepCase[] = [];
  let open: { kind: StepCase['kind']; name: string; line: number; lines: string[] } | undefined;
  const close = (): void => {
    if (!open) return;
    const all = (word: string): string[] =>
      (open?.lines ?? []).flatMap((line) => (line.startsWith(`# ${word} `) ? line.slice(word.length + 3).trim() : []));
    const [from] = all('from:');
    cases.push({
      kind: open.kind,
      name: open.name,
      line: open.line,
      text: open.lines.join('\n'),
      expected: all('=>'),
      from: from === undefined ? undefined : parseSubject(from),
      may: all('may:'),
      cves: all('cve:'),
    });
  };
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const [, kind, name = ''] = CASE.exec(line) ?? [];
    if (kind === undefined) {
      open?.lines.push(line);
      continue;
    }
    close();
    open = { kind: kind as StepCase['kind'], name, line: index + 1, lines: [] };
  }
  close();
  return cases;
}

function parseSubject(text: string): Subject {
  const [kind = '', name = ''] = text.split(' ');
  if (kind === 'ServiceAccount') {
    const [namespace = '', own = ''] = name.split('/');
    return { kind, namespace, name: own };
  }
  if (kind === 'User' || kind === 'Group') return { kind, namespace: '', name };
  throw new Error(`no subject: ${text}`);
}

/** A role with one rule and its binding, as a manifest. */
function grantText(line: string, index: number, { kind, namespace, name }: Subject): string {
  const match = /^(\S+) (\S+)(?: group (\S+))?(?: named (\S+))?(?: in (\S+))?$/.exec(line);
  if (!match) throw new Error(`not to be read: may ${line}`);
  const [, verbs = '', resource = '', apiGroup = '', named, place] = match;
  const rule = {
    verbs: verbs.split(','),
    apiGroups: [apiGroup],
    resources: [resource],
    ...(named === undefined ? {} : { resourceNames: [named] }),
  };
  const metadata = { name: `may-${index}`, ...(place === undefined ? {} : { namespace: place }) };
  const [role, binding] = place === undefined ? ['ClusterRole', 'ClusterRoleBinding'] : ['Role', 'RoleBinding'];
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  return [
    { apiVersion, kind: role, metadata, rules: [rule] },
    {
      apiVersion,
      kind: binding,
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role, name: metadata.name },
      subjects: [{ kind, name, ...(kind === 'ServiceAccount' ? { namespace } : {}) }],
    },
  ]
    .map((object) => `---\n${JSON.stringify(object)}`)
    .join('\n');
}

export function sceneOf({ text, may, from, cves }: StepCase): Scene {
  const who = from ?? { kind: 'User', namespace: '', name: 'nobody' };
  const grants = may.map((line, index) => grantText(line, index, who)).join('\n');
  const inventory = readInventory([{ name: 'fixture.yaml', text: `${text}\n${grants}` }]);
  const problem = inventory.problems[0];
  if (problem) throw new Error(problem.message);
  const objects = inventory.worlds[0]?.objects ?? [];
  return readScene(objects, { assumeDefaults: false, owned: inventory.owned, cves });
}

/** The moves of a step, as lines: sorted, each once. */
export function movesOf(step: AttackStep, fixture: StepCase): string[] {
  const scene = sceneOf(fixture);
  const { from } = fixture;
  const moves = [...step.moves(scene)].filter((move) => from === undefined || move.from.every((fact) => isHeld(fact, from, scene)));
  return [...new Set(moves.map(tellMove))].sort();
}

/** What a subject holds without any step. */
function isHeld(fact: Fact, subject: Subject, { authorizer }: Scene): boolean {
  const user = userOf(subject);
  const isAllowed = (action: Action): boolean => authorizer.isAllowed(user, action);
  switch (fact.kind) {
    case 'allowed':
      return isAllowed(fact.action);
    case 'one-of':
      return fact.actions.some(isAllowed);
    case 'subject':
      return (
        (fact.subject.kind === subject.kind && fact.subject.name === subject.name && fact.subject.namespace === subject.namespace) ||
        (fact.subject.kind === 'Group' && user.groups.includes(fact.subject.name))
      );
    default:
      return false;
  }
}

export function tellMove({ from, to, premises = [] }: Move): string {
  const kinds = premises.map(({ kind }) => kind).sort();
  return `${from.map(tellFact).join(' & ')} -> ${tellFact(to)}${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}`;
}

function tellFact(fact: Fact): string {
  if (fact.kind === 'allowed') return tellAction(fact.action);
  if (fact.kind !== 'one-of') return describeFact(fact);
  return fact.actions.length > 4
    ? `${tellAction(fact.actions[0] as Action)} or ${fact.actions.length - 1} more`
    : fact.actions.map(tellAction).join(' or ');
}

function tellAction(action: Action): string {
  if (action.kind === 'path') return `${action.verb} ${action.path}`;
  const { verb, apiGroup, resource, subresource, namespace, name } = action;
  const full = `${resource}${apiGroup === '' || apiGroup === '*' ? '' : `.${apiGroup}`}${subresource === '' ? '' : `/${subresource}`}`;
  return [verb, full, ...(name === '' ? [] : [name]), ...(namespace === '' ? [] : [`in ${namespace}`])].join(' ');
}

export function fixtureFile(step: AttackStep, root: string): string {
  return `${root}/${step.id}.yaml`;
}
