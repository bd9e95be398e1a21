import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { CONSTRAINT_GROUP } from './constraint-judge.ts';

const ACTIONS: ReadonlySet<string> = new Set(['deny', 'warn', 'dryrun', 'scoped']);

export const onlyWatches: Check = defineCheck({
  id: 'gatekeeper/only-watches',
  title: 'Constraint that keeps nothing out',
  severity: 'low',
  on: 'object',
  kinds: ['*'],
  why: 'With dryrun and warn the violation is written down and the object gets in. They are for the time of introduction; an action that does not exist does even less.',
  remedy: 'Set spec.enforcementAction to deny once nothing is reported any more.',
  standards: { nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has constraints.',
  fix: ({ path }) =>
    path.at(-1) === 'enforcementAction'
      ? makeFix([{ kind: 'set', path, value: 'deny' }], 'requests that the constraint only reported until now', { risky: true })
      : undefined,
  *evaluate({ object }) {
    if (object.group !== CONSTRAINT_GROUP) return;
    const action = stringAt(object.value, 'spec', 'enforcementAction') ?? 'deny';
    const path = ['spec', 'enforcementAction'];
    if (action === 'warn' || action === 'dryrun') yield { path, message: `the action of ${object.kind} ${object.name} is ${action}` };
    else if (!ACTIONS.has(action)) {
      const message = `the action of ${object.kind} ${object.name} is ${JSON.stringify(action)}, which is none of ${[...ACTIONS].join(', ')}`;
      yield { path, message, severity: 'medium' };
    } else if (action === 'scoped') {
      const scoped = listAt(object.value, 'spec', 'scopedEnforcementActions');
      const isRefused = scoped.some(
        (one) =>
          stringAt(one, 'action') === 'deny' &&
          listAt(one, 'enforcementPoints').some((point) =>
            ['*', 'validation.gatekeeper.sh', 'vap.k8s.io'].includes(stringAt(point, 'name') ?? ''),
          ),
      );
      const message = `none of the scoped actions of ${object.kind} ${object.name} denies at admission`;
      if (!isRefused) yield { path: ['spec', 'scopedEnforcementActions'], message };
    }
  },
});
