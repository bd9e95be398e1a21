import type { FieldEdit } from '../../core/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { defineRuleCheck } from './define-rule-check.ts';
import { removalOf } from './removed-resources.ts';

export const removedResource: Check = defineRuleCheck({
  id: 'rbac/removed-resource',
  title: 'Rights for what Kubernetes no longer has',
  severity: 'info',
  why: 'The words allow nothing today. They hide what the rule really gives, and if somebody adds a group of that name, the right is there.',
  remedy: 'Remove the group or resource from the rule once no cluster of the old release is left.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'The manifests that were looked at have followed the releases.',
  *find({ rule, index }, _, { kubernetesVersion }) {
    for (const [at, group] of rule.apiGroups.entries()) {
      const removed = rule.resources.map((resource) => removalOf(group, resource));
      const [first] = removed;
      if (!first || first.resource !== undefined || first.minor > kubernetesVersion.minor) continue;
      yield {
        path: ['rules', index, 'apiGroups', at],
        message: `the group ${group} is gone since 1.${first.minor}: ${first.successor} took its place`,
      };
    }
    for (const [at, resource] of rule.resources.entries()) {
      const found = rule.apiGroups.map((group) => removalOf(group, resource)).find((one) => one?.resource !== undefined);
      if (found && found.minor <= kubernetesVersion.minor)
        yield {
          path: ['rules', index, 'resources', at],
          message: `${resource} are gone since 1.${found.minor}: ${found.successor} took their place`,
        };
    }
  },
  fix({ path }, { rule, index }) {
    const list = path[2] === 'apiGroups' ? rule.apiGroups : rule.resources;
    const edit: FieldEdit = { kind: 'remove', path: list.length > 1 ? path : ['rules', index] };
    return makeFix([edit], 'clusters of a release that still has it', { risky: true });
  },
});
