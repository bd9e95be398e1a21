import { listAt, numberAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { identityIn } from '../signing-request.ts';

export const signingRequest: Check = defineCheck({
  id: 'certificate/signing-request',
  title: 'Request for a certificate with dangerous rights',
  severity: 'high',
  on: 'object',
  kinds: ['certificates.k8s.io/CertificateSigningRequest'],
  why: "A certificate for the API cannot be taken back before it ends. Its organisation is the user's group: system:masters is above all authorization, system:nodes is a node.",
  remedy:
    'Deny the request; use OIDC for people and service accounts for programs. For a user certificate leave the organisation to a group of your own and keep it short-lived.',
  standards: {
    cis: ['3.1.1', '5.1.11'],
    nsa: ['authentication'],
    owasp: ['K03', 'K06'],
    mitre: ['T1078'],
    microsoft: ['MS-TA9029'],
    cks: ['cluster-hardening'],
  },
  aliases: {},
  *evaluate({ object }) {
    const signer = stringAt(object.value, 'spec', 'signerName') ?? '';
    const request = stringAt(object.value, 'spec', 'request');
    const identity = request ? identityIn(request) : undefined;
    const powerful = identity?.groups.find((name) => name === 'system:masters' || name === 'system:nodes');
    if (powerful)
      yield {
        path: ['spec', 'request'],
        message: `the request asks for the group ${powerful}`,
        severity: powerful === 'system:masters' ? 'critical' : 'high',
      };
    if (identity?.user?.startsWith('system:') && !powerful)
      yield { path: ['spec', 'request'], message: `the request asks to be ${identity.user}, a name that Kubernetes keeps for itself` };
    if (signer === 'kubernetes.io/kube-apiserver-client')
      yield {
        path: ['spec', 'signerName'],
        message: `${signer} makes credentials for the API that cannot be taken back`,
        severity: 'medium',
      };
    if (signer === 'kubernetes.io/legacy-unknown') yield { path: ['spec', 'signerName'], message: `${signer} is trusted by no rule` };
    for (const [index, usage] of listAt(object.value, 'spec', 'usages').entries()) {
      if (usage === 'cert sign' || usage === 'crl sign')
        yield { path: ['spec', 'usages', index], message: `the usage ${String(usage)} makes an authority of it` };
    }
    const days = (numberAt(object.value, 'spec', 'expirationSeconds') ?? 0) / 86_400;
    if (days > 365)
      yield { path: ['spec', 'expirationSeconds'], message: `the certificate is to last for ${Math.round(days)} days`, severity: 'medium' };
  },
});
