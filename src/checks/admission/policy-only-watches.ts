import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';

export const policyOnlyWatches: Check = defineCheck({
  id: 'admission/policy-only-watches',
  title: 'Policy that reports and does not refuse',
  severity: 'low',
  on: 'object',
  kinds: ['admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding', 'kyverno.io/ClusterPolicy', 'kyverno.io/Policy'],
  why: 'Audit and warn modes are for the time of introduction; left on, the rule is written down and not kept.',
  remedy: 'Set validationActions to [Deny], or validationFailureAction to Enforce, once nothing is reported any more.',
  standards: { nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has admission policies.',
  fix: ({ path }) => {
    const value = path.at(-1) === 'validationActions' ? ['Deny'] : 'Enforce';
    return makeFix([{ kind: 'set', path, value }], 'requests that the policy only reported until now', { risky: true });
  },
  *evaluate({ object }) {
    const actions = listAt(object.value, 'spec', 'validationActions');
    if (actions.length > 0 && !actions.includes('Deny'))
      yield { path: ['spec', 'validationActions'], message: `the actions are ${actions.join(' and ')}` };
    const action = stringAt(object.value, 'spec', 'validationFailureAction');
    if (action?.toLowerCase() === 'audit') yield { path: ['spec', 'validationFailureAction'], message: `the action is ${action}` };
  },
});
