import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const policyWithoutBinding: Check = defineCheck({
  id: 'admission/policy-without-binding',
  title: 'Admission policy that nothing puts into force',
  severity: 'medium',
  on: 'object',
  kinds: ['admissionregistration.k8s.io/ValidatingAdmissionPolicy'],
  why: 'A ValidatingAdmissionPolicy does nothing until a binding names it; it looks like protection and is none.',
  remedy: 'Add a ValidatingAdmissionPolicyBinding with policyName and validationActions [Deny].',
  standards: { nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['cluster-hardening'] },
  aliases: {},
  scope: 'world',
  unseen: 'None of the published manifests that were looked at has admission policies.',
  *evaluate({ object }, { world }) {
    const isBound = world
      .ofKind('admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding')
      .some(({ value }) => stringAt(value, 'spec', 'policyName') === object.name);
    if (!isBound) yield { path: ['metadata', 'name'], message: `no scanned binding names ${object.name}` };
  },
});
