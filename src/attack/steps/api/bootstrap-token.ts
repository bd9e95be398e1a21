import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const bootstrapToken: AttackStep = defineTechniqueStep({
  id: 'api/bootstrap-token',
  technique: 'bootstrap-token',
  title: 'Create a bootstrap token',
  condition:
    'It may create Secrets in kube-system; one of the type bootstrap.kubernetes.io/token is a credential of the group that it names.',
  mitre: ['T1098'],
  microsoft: ['MS-TA9029'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
  effort: 2,
  does: 'creates a bootstrap token and is a member of',
});
