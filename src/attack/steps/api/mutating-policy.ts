import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const mutatingPolicy: AttackStep = defineTechniqueStep({
  id: 'api/mutating-policy',
  technique: 'mutating-policy',
  title: 'Change by a policy what others write',
  condition: 'It may write MutatingAdmissionPolicies and their bindings.',
  mitre: ['T1098'],
  microsoft: ['MS-TA9015'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/',
  effort: 3,
  does: 'puts a policy before what others write and gets',
});
