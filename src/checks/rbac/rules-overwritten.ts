import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';
import { policyOfWorld } from './policy-of-world.ts';

export const rulesOverwritten: Check = defineCheck({
  id: 'rbac/rules-overwritten',
  title: 'Rules of an aggregated role, which the cluster writes over',
  severity: 'low',
  on: 'object',
  kinds: ['rbac.authorization.k8s.io/ClusterRole'],
  why: 'A controller replaces them by those of the roles that the selectors gather, so the file shows rights that nobody has.',
  remedy: 'Move the rules into a ClusterRole with a label that the selectors ask for, and remove rules here.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'Aggregated roles in the manifests that were looked at have no rules of their own.',
  scope: 'world',
  fix: removeField('nothing: the rules are replaced today'),
  *evaluate({ object }, { world }) {
    if (
      policyOfWorld(world)
        .problemsOf(object)
        .some(({ kind }) => kind === 'rules-overwritten')
    )
      yield { path: ['rules'], message: `what ${object.name} gathers replaces these rules` };
  },
});
