import { covers, defaultRole, type PolicyRule, type Role } from '../../engines/rbac/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { policyOfWorld, type WorldPolicy } from './policy-of-world.ts';
import { describePowers } from './powers-in-words.ts';

const LABEL = /^rbac\.authorization\.k8s\.io\/aggregate-to-(admin|edit|view)$/;

export const aggregatedPowers: Check = defineCheck({
  id: 'rbac/aggregated-powers',
  title: 'Role of every cluster grows by dangerous rights',
  severity: 'medium',
  on: 'object',
  kinds: ['rbac.authorization.k8s.io/ClusterRole'],
  why: 'The label adds the rules to admin, edit or view, so everybody who is bound to those, in any namespace, has the right at once, and no binding shows it.',
  remedy: 'Remove the label, or leave only what is no more than the role allows already; bind the rest on its own.',
  standards: { nsa: ['rbac'], owasp: ['K03'], mitre: ['T1098.006'], cks: ['cluster-hardening'] },
  aliases: { 'kube-linter': ['aggregate-to-admin-escalation'] },
  scope: 'world',
  *evaluate({ object }, { world }) {
    const policy = policyOfWorld(world);
    const role = policy.roleOf(object);
    if (!role || defaultRole(role)) return;
    for (const [label, value] of Object.entries(role.labels)) {
      const target = LABEL.exec(label)?.[1];
      if (target === undefined || value !== 'true') continue;
      const powers = describePowers(newRules(role, target, policy));
      if (powers !== '') yield { path: ['metadata', 'labels', label], message: `${target} grows by ${powers}` };
    }
  },
});

/** The rules that the target does not get from the roles of every cluster. */
function newRules({ rules }: Role, target: string, { policy }: WorldPolicy): readonly PolicyRule[] {
  const known = policy.roles.filter(({ kind, name }) => kind === 'ClusterRole' && PARTS[target]?.includes(name));
  const owned = known.flatMap((part) => part.rules);
  return rules.filter((rule) => !covers(owned, [rule]).isCovered);
}

const PARTS: Readonly<Record<string, readonly string[]>> = {
  admin: ['system:aggregate-to-admin', 'system:aggregate-to-edit', 'system:aggregate-to-view'],
  edit: ['system:aggregate-to-edit', 'system:aggregate-to-view'],
  view: ['system:aggregate-to-view'],
};
