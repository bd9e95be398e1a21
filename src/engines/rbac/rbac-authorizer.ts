// Source of truth: https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/auth/authorizer/rbac/rbac.go,
// https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/auth/authorizer/rbac/subject_locator.go and
// https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/rbac/validation/rule.go (VisitRulesFor)
import { type GrantIndex, indexGrants } from './grant-index.ts';
import { type NearestMiss, nearestMiss } from './nearest-miss.ts';
import { type Action, SYSTEM_MASTERS, type UserInfo } from './request.ts';
import type { RuleQuery } from './rule-index.ts';
import type { Binding, PolicyRule, RbacPolicy, Role, Subject } from './vocabulary.ts';

/** Why something is allowed: the binding, the subject in it that the user is, the role it refers to, and the rule in that role. */
export interface Proof {
  readonly binding: Binding;
  readonly subject: Subject;
  readonly role: Role;
  readonly rule: PolicyRule;
  /** The rule's place in the role. */
  readonly ruleIndex: number;
}

/** RBAC never denies: what it does not allow it leaves to the next authorizer. */
export type RbacDecision =
  | { readonly kind: 'allow'; readonly proof: Proof }
  /** `nearestMiss` is worked out when it is looked at; `undefined` where no single change would do. */
  | { readonly kind: 'noOpinion'; readonly nearestMiss: NearestMiss | undefined };

export interface SubjectGrant {
  readonly subject: Subject;
  /** One for each binding that allows it, those for the whole cluster first. */
  readonly proofs: readonly Proof[];
}

export interface HeldRule {
  readonly rule: PolicyRule;
  readonly role: Role;
  readonly binding: Binding;
  readonly subject: Subject;
  readonly ruleIndex: number;
}

/** A binding that allows a request to its subjects. */
export interface ActionGrant {
  readonly binding: Binding;
  readonly role: Role;
  /** The places in the role of the rules that allow it. */
  readonly ruleIndexes: readonly number[];
}

export interface RbacAuthorizer {
  readonly policy: RbacPolicy;
  isAllowed(user: UserInfo, action: Action): boolean;
  decide(user: UserInfo, action: Action): RbacDecision;
  /** Every known subject that may do it, by itself or through the groups that it cannot but be in (`userOf`). */
  whoCan(action: Action): readonly SubjectGrant[];
  /** Every binding through which it is allowed, whoever its subjects are, with all rules of its role that allow it. */
  grantsOf(action: Action): readonly ActionGrant[];
  /** The subjects as bindings name them, in the order in which SubjectLocator of Kubernetes finds them, each once. */
  allowedSubjects(action: Action, superUser?: string): readonly Subject[];
  /** All rules that hold for the user in a namespace; with an empty one those that hold for the whole cluster. */
  rulesFor(user: UserInfo, namespace: string): readonly HeldRule[];
  /** Everyone whom a binding names or who exists among the objects, each once. */
  subjects(): readonly Subject[];
  /** The namespaces in which a RoleBinding concerns the user, sorted. */
  namespacesOf(user: UserInfo): readonly string[];
}

/** Builds the index once; every question after that costs microseconds. */
export function createRbacAuthorizer(policy: RbacPolicy): RbacAuthorizer {
  const index = indexGrants(policy);
  return {
    policy,
    isAllowed: (user, action) => isAllowed(index, user, action, index.rules.query(action)),
    decide(user, action) {
      const query = index.rules.query(action);
      const proof = isAllowed(index, user, action, query) ? prove(index, user, action, query) : undefined;
      if (proof) return { kind: 'allow', proof };
      return {
        kind: 'noOpinion',
        get nearestMiss() {
          return nearestMiss(index, user, action);
        },
      };
    },
    whoCan: (action) => whoCan(index, action),
    grantsOf(action) {
      const query = index.rules.query(action);
      return index.bindingsOfRules(query.matching(), namespaceOf(action)).map(({ binding, role, ruleIds }) => ({
        binding,
        role,
        ruleIndexes: [...ruleIds.keys()].filter((at) => query.allows(ruleIds[at] as number)),
      }));
    },
    allowedSubjects(action, superUser) {
      const subjects: Subject[] = [{ kind: 'Group', namespace: '', name: SYSTEM_MASTERS }];
      if (superUser) subjects.push({ kind: 'User', namespace: '', name: superUser });
      for (const { binding } of allowingBindings(index, action)) subjects.push(...binding.subjects);
      return [...new Map(subjects.map((subject) => [`${subject.kind}/${subject.namespace}/${subject.name}`, subject])).values()];
    },
    rulesFor: (user, namespace) =>
      index
        .bindingsOf(user, namespace)
        .flatMap(({ binding, subject, role }) => role.rules.map((rule, ruleIndex) => ({ rule, role, binding, subject, ruleIndex }))),
    subjects: () => index.identities().map(({ subject }) => subject),
    namespacesOf: (user) => index.namespacesOf(user),
  };
}

function namespaceOf(action: Action): string {
  return action.kind === 'resource' ? action.namespace : '';
}

function isAllowed(index: GrantIndex, user: UserInfo, action: Action, query: RuleQuery): boolean {
  return index.someRule(user, namespaceOf(action), query);
}

/** The first binding in the order of the API server. */
function prove(index: GrantIndex, user: UserInfo, action: Action, query: RuleQuery): Proof | undefined {
  for (const { binding, subject, role, ruleIds } of index.bindingsOf(user, namespaceOf(action))) {
    const ruleIndex = firstAllowing(ruleIds, query);
    const rule = role.rules[ruleIndex];
    if (rule) return { binding, subject, role, rule, ruleIndex };
  }
  return undefined;
}

function firstAllowing(ruleIds: Int32Array, query: RuleQuery): number {
  for (let index = 0; index < ruleIds.length; index++) if (query.allows(ruleIds[index] ?? -1)) return index;
  return -1;
}

interface AllowingBinding {
  readonly binding: Binding;
  readonly role: Role;
  readonly rule: PolicyRule;
  readonly ruleIndex: number;
}

/** Bindings in force for the request whose role allows it, whoever their subjects are. */
function allowingBindings(index: GrantIndex, action: Action): AllowingBinding[] {
  const query = index.rules.query(action);
  return index.bindingsOfRules(query.matching(), namespaceOf(action)).flatMap(({ binding, role, ruleIds }) => {
    const ruleIndex = firstAllowing(ruleIds, query);
    const rule = role.rules[ruleIndex];
    return rule ? [{ binding, role, rule, ruleIndex }] : [];
  });
}

function whoCan(index: GrantIndex, action: Action): SubjectGrant[] {
  const proofs: (Proof[] | undefined)[] = [];
  for (const allowing of allowingBindings(index, action)) {
    for (const subject of allowing.binding.subjects) {
      const principal = index.principalOf(subject);
      const known = (proofs[principal] ??= []);
      // A binding may name a subject twice.
      if (known.at(-1)?.binding !== allowing.binding) known.push({ ...allowing, subject });
    }
  }
  const grants: SubjectGrant[] = [];
  // Most subjects can not: they must not cost more than a look.
  for (const { subject, principals } of index.identities()) {
    if (!principals.some((principal) => proofs[principal])) continue;
    const found = principals.flatMap((principal) => proofs[principal] ?? []);
    grants.push({ subject, proofs: found.sort((a, b) => index.orderOf(a.binding) - index.orderOf(b.binding)) });
  }
  return grants;
}
