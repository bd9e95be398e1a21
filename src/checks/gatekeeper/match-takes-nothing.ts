import { listAt } from '../../core/index.ts';
import { builtInResources } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { CONSTRAINT_GROUP } from './constraint-judge.ts';

export const matchTakesNothing: Check = defineCheck({
  id: 'gatekeeper/match-takes-nothing',
  title: 'Constraint for a kind in a group that does not have it',
  severity: 'medium',
  on: 'object',
  kinds: ['*'],
  why: 'An entry of spec.match.kinds takes objects whose kind and API group both fit. A Deployment in the core group does not exist, so the constraint looks like a rule and judges nothing.',
  remedy: 'Name the API group of the kind: apps for Deployments, batch for Jobs, "" for Pods and Services.',
  standards: { nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has constraints.',
  *evaluate({ object }) {
    if (object.group !== CONSTRAINT_GROUP) return;
    for (const [i, entry] of listAt(object.value, 'spec', 'match', 'kinds').entries()) {
      const groups = listAt(entry, 'apiGroups');
      if (groups.length === 0 || groups.includes('*')) continue;
      for (const [at, kind] of listAt(entry, 'kinds').entries()) {
        const homes = builtInResources().filter((resource) => resource.kind === kind);
        if (homes.length === 0 || homes.some(({ group }) => groups.includes(group))) continue;
        const elsewhere = [...new Set(homes.map(({ group }) => (group === '' ? '""' : group)))].join(' and ');
        yield {
          path: ['spec', 'match', 'kinds', i, 'kinds', at],
          message: `${String(kind)} is of the API group ${elsewhere}, and the constraint asks for ${groups.map((group) => JSON.stringify(group)).join(', ')}`,
        };
      }
    }
  },
});
