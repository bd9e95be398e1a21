import { booleanAt } from '../../core/index.ts';
import { type HeldRule, powersOf, type Subject, userOf } from '../../engines/rbac/index.ts';
import { findComponents, type InventoryObject, type World } from '../../inventory/index.ts';

import { type Check, defineCheck } from '../define.ts';
import { policyOfWorld, RBAC_GROUP, type WorldPolicy } from './policy-of-world.ts';
import { describePowers } from './powers-in-words.ts';
import { evidenceOf } from './reach.ts';

export const powerfulPod: Check = defineCheck({
  id: 'rbac/powerful-pod',
  title: 'Pod holds the key to the cluster',
  severity: 'high',
  on: 'pod',
  why: 'The token lies in a file of every container: a flaw in the program, or in one of its libraries, hands the whole cluster to whoever uses it.',
  remedy:
    'Narrow the role to what the program uses, bind it in its namespaces alone, or, where the program does not call the API, set automountServiceAccountToken: false.',
  standards: {
    cis: ['5.1.1', '5.1.6'],
    nsa: ['rbac', 'service-account-tokens'],
    owasp: ['K03'],
    mitre: ['T1528', 'T1552.007'],
    microsoft: ['MS-TA9016'],
    cks: ['cluster-hardening'],
  },
  aliases: { kubescape: ['C-0267', 'C-0272'] },
  scope: 'world',
  *evaluate({ object, pod }, { world }) {
    const { serviceAccountName, serviceAccount, automountServiceAccountToken } = pod.spec;
    const name = serviceAccountName || serviceAccount || 'default';
    if (!hasBindings(world) || findComponents(object).length > 0) return;
    const account = world.find('', 'ServiceAccount', object.namespace, name);
    if ((automountServiceAccountToken ?? booleanAt(account?.value, 'automountServiceAccountToken')) === false) return;
    const policy = policyOfWorld(world);
    // What is in all namespaces leads out of the pod's own; within it, the finding at the role says enough.
    const held = subjectsOf(policy, object, name).flatMap((subject) => policy.authorizer.rulesFor(userOf(subject), ''));
    const grave = held.filter(({ rule }) => powersOf(rule).some(({ rank }) => rank === 1));
    if (grave.length === 0) return;
    yield {
      path: [...pod.path, serviceAccountName === undefined && serviceAccount !== undefined ? 'serviceAccount' : 'serviceAccountName'],
      message: `its token is that of ServiceAccount ${name}, which allows in the whole cluster: ${describePowers(grave.map(({ rule }) => rule))}`,
      evidence: grave.slice(0, MOST_EVIDENCE).flatMap((one) => evidenceOfRule(one, policy)),
    };
  },
});

const MOST_EVIDENCE = 3;

/** Most scans are of a pod without any bindings: they should not wait for the policy. */
function hasBindings(world: World): boolean {
  return world.ofKind(RBAC_GROUP, 'ClusterRoleBinding').length > 0;
}

/** A workload that names no namespace is installed into one of those in which bindings expect its account. */
function subjectsOf({ policy }: WorldPolicy, { namespace }: InventoryObject, name: string): readonly Subject[] {
  if (namespace !== undefined) return [{ kind: 'ServiceAccount', namespace, name }];
  const found = new Set<string>();
  for (const { kind, subjects } of policy.bindings)
    if (kind === 'ClusterRoleBinding')
      for (const subject of subjects) if (subject.kind === 'ServiceAccount' && subject.name === name) found.add(subject.namespace);
  return [...found].slice(0, 1).map((one) => ({ kind: 'ServiceAccount', namespace: one, name }));
}

function evidenceOfRule({ binding, subject, role, ruleIndex }: HeldRule, policy: WorldPolicy): ReturnType<typeof evidenceOf> {
  const isOwn = role.clusterRoleSelectors === undefined && role.source !== undefined;
  return evidenceOf(role, { grants: [{ binding: { ...binding, subjects: [subject] } }] }, policy, isOwn ? ruleIndex : undefined);
}
