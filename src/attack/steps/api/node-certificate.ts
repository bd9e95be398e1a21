import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const nodeCertificate: AttackStep = defineTechniqueStep({
  id: 'api/node-certificate',
  technique: 'node-certificate',
  title: 'Get the certificate of a kubelet, which is approved by itself',
  condition: 'It may create certificate requests for nodes, as bootstrapping kubelets may, and read what was signed.',
  mitre: ['T1078'],
  microsoft: ['MS-TA9029'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/',
  effort: 2,
  does: 'asks for a certificate and becomes',
});
