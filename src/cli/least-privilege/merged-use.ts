import {
  type BindingUse,
  boundRoles,
  type CollectedLog,
  type PolicyObject,
  type PolicyUse,
  policyUse,
  type RuleUse,
} from '../../engines/rbac/index.ts';
import type { AccessState } from '../access/read-access.ts';

export interface MergedUse extends PolicyUse {
  /** Roles that something among the files refers to. */
  readonly bound: ReadonlySet<PolicyObject>;
}

/** What a log used of the objects of all alternatives: a rule is used if it is in any of them. Without a log nothing is. */
export function mergedUse(states: readonly AccessState[], log: CollectedLog | undefined): MergedUse {
  const empty: CollectedLog = {
    users: [],
    events: 0,
    requests: 0,
    allowed: 0,
    denied: 0,
    undecided: 0,
    oldVersions: [],
    first: '',
    last: '',
    hasDecisions: false,
    dropped: 0,
  };
  const uses = states.map(({ authorizer }) => policyUse(authorizer, log ?? empty));
  const rules = new Map<PolicyObject, Map<number, RuleUse>>();
  const bindings = new Map<PolicyObject, BindingUse>();
  for (const use of uses.flatMap((one) => one.rules)) {
    const { source } = use.role;
    if (!source) continue;
    const ofRole = rules.get(source) ?? new Map<number, RuleUse>();
    const known = ofRole.get(use.ruleIndex);
    rules.set(
      source,
      ofRole.set(
        use.ruleIndex,
        known ? { ...use, role: known.role, ...sum(known, use), actions: [...new Set([...known.actions, ...use.actions])] } : use,
      ),
    );
  }
  for (const use of uses.flatMap((one) => one.bindings)) {
    const { source } = use.binding;
    const known = source && bindings.get(source);
    if (source) bindings.set(source, known ? { binding: known.binding, ...sum(known, use) } : use);
  }
  // What one alternative denies another may allow.
  const [first, ...others] = uses.map(({ drift }) => drift);
  const elsewhere = others.map((drift) => new Set(drift.map(({ logged }) => logged)));
  // A role object belongs to one state, and those of one source must stand together.
  const all = [...rules.values()].flatMap((ofRole) => {
    const [some] = ofRole.values();
    return some ? [...ofRole.values()].map((use) => ({ ...use, role: some.role })) : [];
  });
  return {
    rules: all,
    bindings: [...bindings.values()],
    drift: (first ?? []).filter(({ logged }) => elsewhere.every((drift) => drift.has(logged))),
    bound: new Set(states.flatMap(({ policy }) => [...boundRoles(policy)])),
  };
}

function sum(
  a: { readonly count: number; readonly last: string },
  b: { readonly count: number; readonly last: string },
): { readonly count: number; readonly last: string } {
  return { count: Math.max(a.count, b.count), last: a.last > b.last ? a.last : b.last };
}
