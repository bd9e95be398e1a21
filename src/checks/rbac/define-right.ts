import { type FieldPath, listAt, type Severity } from '../../core/index.ts';
import { covers, defaultRole, type PolicyRule, type Role, readRule } from '../../engines/rbac/index.ts';
import { type Check, defineCheck, type Violation } from '../define.ts';
import type { CheckFields } from './check-fields.ts';
import { isEverything, type Matched, matchRight, type RightPattern } from './match-right.ts';
import { narrowRule } from './narrow-rule.ts';
import { policyOfWorld, type WorldPolicy } from './policy-of-world.ts';
import { describeHolders, describePlace, evidenceOf, type Reach, reachOf } from './reach.ts';
import { listWords } from './words.ts';

/** `severity` is that in the whole cluster, and in kube-system. */
interface RightCheck extends RightPattern, CheckFields {
  /** Where it holds in other namespaces, or where bindings are not among what was scanned. */
  readonly inNamespace: Severity;
  /** The requests carry no namespace, so a RoleBinding gives nothing. */
  readonly isClusterScoped?: true;
  /** Where another check speaks although the rule has the right. */
  readonly isLeft?: (reach: Reach, rule: PolicyRule) => boolean;
  /** What may stop working without the right: a noun phrase. */
  readonly breaks: string;
}

export const ROLE_KINDS = ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'] as const;

/** A check of a right that rules name and that somebody holds; the top of the folder's index says what all of them have in common. */
export function defineRight(definition: RightCheck): Check {
  const { id, title, severity, why, remedy, standards, aliases, unseen, breaks } = definition;
  return defineCheck({
    id,
    title,
    severity,
    on: 'object',
    kinds: ROLE_KINDS,
    scope: 'world',
    why,
    remedy,
    standards,
    aliases,
    ...(unseen === undefined ? {} : { unseen }),
    fix({ path }, { object }, { world }) {
      const index = Number(path[1]);
      const rule = readRule(listAt(object.value, 'rules')[index]);
      const matched = matchRight(rule, definition, policyOfWorld(world));
      return matched ? narrowRule(index, rule, matched, breaks) : undefined;
    },
    *evaluate({ object }, { world }) {
      const policy = policyOfWorld(world);
      for (const { role, rule, index } of ownRules(policy.roleOf(object))) {
        const matched = matchRight(rule, definition, policy);
        if (!matched) continue;
        const reach = reachOf(role, policy, definition.isClusterScoped);
        if (reach.kind === 'nobody' || definition.isLeft?.(reach, rule)) continue;
        yield violationOf(definition, { role, index, matched, reach, policy });
      }
    },
  });
}

export interface OwnRule {
  readonly role: Role;
  readonly rule: PolicyRule;
  readonly index: number;
}

/**
 * The rules that a role itself declares and that count: none of an aggregated role, whose rules stand in the roles it gathers, and none
 * beside a rule that allows everything.
 */
export function ownRules(role: Role | undefined): readonly OwnRule[] {
  if (!role) return [];
  let known = rulesOf.get(role);
  if (!known) rulesOf.set(role, (known = role.clusterRoleSelectors || role.rules.some(isEverything) ? [] : declaredRules(role)));
  return known;
}

const rulesOf = new WeakMap<Role, readonly OwnRule[]>();

/** All rules of a role but those that an API server itself makes, or writes over. */
export function declaredRules(role: Role): readonly OwnRule[] {
  if (role.clusterRoleSelectors) return [];
  const own = role.rules.map((rule, index) => ({ role, rule, index }));
  return defaultRole(role) ? own.filter(({ rule }) => !isDefaultRule(role, rule)) : own;
}

/** Whether an API server itself makes the role with this right. */
function isDefaultRule(role: Role, rule: PolicyRule): boolean {
  const known = defaultRole(role);
  return known !== undefined && covers(known.rules, [rule]).isCovered;
}

/** Where the first of the matched resources stands. */
function pathOf({ source }: Role, index: number, { resources }: Matched): FieldPath {
  const at = listAt(source?.value, 'rules', index, 'resources').findIndex((one) => resources.some((resource) => resource === one));
  return ['rules', index, 'resources', ...(at < 0 ? [] : [at])];
}

interface Held {
  readonly role: Role;
  readonly index: number;
  readonly matched: Matched;
  readonly reach: Reach;
  readonly policy: WorldPolicy;
}

function violationOf(definition: RightCheck, { role, index, matched, reach, policy }: Held): Violation {
  const names = matched.names.length > 0 ? ` ${listWords(matched.names)}` : '';
  const what = `${listWords(matched.verbs, 4)} ${listWords(matched.resources, 5)}${names}`;
  const where = definition.isClusterScoped ? '' : ` ${describePlace(reach)}`;
  return {
    path: pathOf(role, index, matched),
    severity: reach.isSystem || reach.kind === 'cluster' ? definition.severity : definition.inNamespace,
    message: reach.kind === 'unknown' ? `whoever is bound to it may ${what}` : `${describeHolders(reach)} may ${what}${where}`,
    evidence: evidenceOf(role, reach, policy, index),
  };
}
