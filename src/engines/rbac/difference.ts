import { compareText } from '../../core/index.ts';
import { covers } from './covers.ts';
import { ruleAllows } from './match.ts';
import { compareSubjects } from './power-matrix.ts';
import { isClusterScoped, POWERS, type Power, powersOf } from './powers.ts';
import type { HeldRule, RbacAuthorizer } from './rbac-authorizer.ts';
import { type Action, pathAction, resourceAction, userOf } from './request.ts';
import type { PolicyRule, Subject } from './vocabulary.ts';

/** Requests that one of two policies allows to a subject in one place and the other does not. */
export interface AccessChange {
  readonly subject: Subject;
  /** Empty for the whole cluster. */
  readonly namespace: string;
  /** What all of these requests have in common; every request that it allows and `witness` stands for is gained or lost. */
  readonly rule: PolicyRule;
  readonly powers: readonly Power[];
  /** One such request: allowed on one side, not on the other. */
  readonly witness: Action;
  /** Through what it is allowed on the side that allows it. */
  readonly through: HeldRule;
}

export interface AccessDifference {
  /** Allowed after and not before, the most dangerous first. */
  readonly gained: readonly AccessChange[];
  readonly lost: readonly AccessChange[];
}

/** Resources to find witnesses among; those of the cluster's own API and its custom ones. */
export type KnownResource = { readonly group: string; readonly resource: string; readonly verbs: readonly string[] };

/** Compares two policies by what they allow, not by how they say it. */
export function accessDifference(
  before: RbacAuthorizer,
  after: RbacAuthorizer,
  resources: readonly KnownResource[] = [],
): AccessDifference {
  const subjects = allSubjects(before, after);
  return { gained: allowedOnlyBy(after, before, subjects, resources), lost: allowedOnlyBy(before, after, subjects, resources) };
}

function allSubjects(before: RbacAuthorizer, after: RbacAuthorizer): Subject[] {
  const found = new Map<string, Subject>();
  for (const subject of [...before.subjects(), ...after.subjects()]) {
    found.set(`${subject.kind} ${subject.namespace} ${subject.name}`, subject);
  }
  // Groups first: what a whole group gains is not said again of each member.
  return [...found.values()].sort((a, b) => Number(b.kind === 'Group') - Number(a.kind === 'Group') || compareSubjects(a, b));
}

interface Place {
  readonly namespace: string;
  readonly held: readonly HeldRule[];
}

function allowedOnlyBy(
  one: RbacAuthorizer,
  other: RbacAuthorizer,
  subjects: readonly Subject[],
  resources: readonly KnownResource[],
): AccessChange[] {
  const changes: AccessChange[] = [];
  const texts = new Map<PolicyRule, string>();
  const textOf = (rule: PolicyRule): string => {
    let text = texts.get(rule);
    if (text === undefined) {
      text = JSON.stringify(rule);
      texts.set(rule, text);
    }
    return text;
  };
  /** What a group has been found to gain, by its name. */
  const ofGroups = new Map<string, { readonly namespace: string; readonly atom: PolicyRule }[]>();
  for (const subject of subjects) {
    const user = userOf(subject);
    const places: Place[] = [
      { namespace: '', held: one.rulesFor(user, '') },
      ...one.namespacesOf(user).map((namespace) => ({
        namespace,
        held: one.rulesFor(user, namespace).flatMap((held) => {
          // Paths stand in no namespace.
          if (held.binding.kind !== 'RoleBinding') return [];
          return held.rule.nonResourceURLs.length === 0 ? [held] : [{ ...held, rule: { ...held.rule, nonResourceURLs: [] } }];
        }),
      })),
    ];
    const wide: PolicyRule[] = [];
    const inherited = user.groups.flatMap((group) =>
      subject.kind === 'Group' && group === subject.name ? [] : (ofGroups.get(group) ?? []),
    );
    for (const { namespace, held } of places) {
      const theirs = other.rulesFor(user, namespace).map(({ rule }) => rule);
      const same = new Set(theirs.map(textOf));
      const missing = held.flatMap((through) => {
        // Most rules are what they were.
        if (same.has(textOf(through.rule))) return [];
        return covers(theirs, [through.rule]).missing.map((atom) => ({ atom, through }));
      });
      const fresh = missing.filter(
        ({ atom }) =>
          !covers(wide, [atom]).isCovered &&
          !inherited.some((known) => (known.namespace === '' || known.namespace === namespace) && covers([known.atom], [atom]).isCovered),
      );
      if (namespace === '') wide.push(...missing.map(({ atom }) => atom));
      if (fresh.length === 0) continue;
      if (subject.kind === 'Group') {
        const known = ofGroups.get(subject.name) ?? [];
        ofGroups.set(subject.name, [...known, ...fresh.map(({ atom }) => ({ namespace, atom }))]);
      }
      for (const { rule, through } of gather(fresh)) {
        const witness = findWitness(rule, namespace, resources, (action) => one.isAllowed(user, action) && !other.isAllowed(user, action));
        if (witness) changes.push({ subject, namespace, rule, powers: powersOf(rule, namespace !== ''), witness, through });
      }
    }
  }
  const rank = ({ powers }: AccessChange): number => powers[0]?.rank ?? 9;
  return changes.sort((a, b) => rank(a) - rank(b) || compareSubjects(a.subject, b.subject) || compareText(a.namespace, b.namespace));
}

interface Gained {
  readonly atom: PolicyRule;
  readonly through: HeldRule;
}

/** Puts atoms of one rule together again: first those that differ in the verb, then those that differ in the resource, then in the name. */
function gather(atoms: readonly Gained[]): { readonly rule: PolicyRule; readonly through: HeldRule }[] {
  let found = [...new Map(atoms.map(({ atom, through }) => [JSON.stringify(atom), { rule: atom, through }])).values()];
  for (const field of ['verbs', 'resources', 'nonResourceURLs', 'apiGroups', 'resourceNames'] as const) {
    const groups = Map.groupBy(found, ({ rule, through }) =>
      JSON.stringify([
        { ...rule, [field]: [] },
        field === 'resourceNames' && rule.resourceNames.length === 0,
        through.binding.kind,
        through.binding.name,
      ]),
    );
    found = [...groups.values()].flatMap((group) => {
      const [first] = group;
      return first
        ? [
            {
              through: first.through,
              rule: { ...first.rule, [field]: [...new Set(group.flatMap(({ rule }) => rule[field]))].sort(compareText) },
            },
          ]
        : [];
    });
  }
  return found;
}

/** Words that nothing has, so that only a star can match them. */
const UNHEARD = { verb: 'frobnicate', group: 'unheard.example', resource: 'unheards', path: 'unheard' };
const COMMON_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** A request that the rule allows and that fits: the most telling first, since people read it. */
function findWitness(
  rule: PolicyRule,
  namespace: string,
  resources: readonly KnownResource[],
  fits: (action: Action) => boolean,
): Action | undefined {
  let odd: Action | undefined;
  for (const action of candidates(rule, namespace, resources)) {
    if (!ruleAllows(rule, action) || !fits(action)) continue;
    if (namespace === '' || !isClusterScoped(action)) return action;
    odd ??= action;
  }
  // A RoleBinding that grants nodes only is a change by the letter, though nobody asks for nodes in a namespace.
  return odd;
}

function* candidates(rule: PolicyRule, namespace: string, resources: readonly KnownResource[]): Generator<Action> {
  const names = rule.resourceNames.length > 0 ? rule.resourceNames : [''];
  for (const { actions } of POWERS) {
    for (const action of actions) {
      if (action.kind === 'path') yield action;
      else for (const name of names) yield { ...action, namespace, name };
    }
  }
  const verbs = rule.verbs.flatMap((verb) => (verb === '*' ? [...COMMON_VERBS, UNHEARD.verb] : [verb]));
  for (const url of rule.nonResourceURLs) {
    const path = url === '*' ? `/${UNHEARD.path}` : url.replace(/\*+$/, UNHEARD.path);
    for (const verb of verbs) yield pathAction(verb, path);
  }
  const groups = rule.apiGroups.flatMap((group) =>
    group === '*' ? [...new Set(resources.map((one) => one.group)), UNHEARD.group] : [group],
  );
  for (const group of groups) {
    const known = resources.filter((one) => one.group === group);
    for (const word of rule.resources) {
      for (const verb of verbs) {
        for (const resource of wordsFor(word, verb, known)) {
          for (const name of names) yield resourceAction(verb, resource, { apiGroup: group, namespace, name });
        }
      }
    }
  }
}

function wordsFor(word: string, verb: string, known: readonly KnownResource[]): string[] {
  const usual = known.filter(({ verbs }) => verbs.includes(verb)).map(({ resource }) => resource);
  if (word === '*') return [...usual, UNHEARD.resource];
  if (word.startsWith('*/'))
    return [...usual.filter((resource) => resource.endsWith(word.slice(1))), `${UNHEARD.resource}${word.slice(1)}`];
  return [word];
}
