import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const signCertificate: AttackStep = defineTechniqueStep({
  id: 'api/sign-certificate',
  technique: 'sign-certificate',
  title: 'Approve a certificate request of one’s own',
  condition:
    'It may create certificate requests, update their approval, has the verb approve for the signer, and may read what was signed: all four.',
  mitre: ['T1078', 'T1098'],
  microsoft: ['MS-TA9029'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization',
  effort: 2,
  does: 'approves a certificate request of its own and is',
});
