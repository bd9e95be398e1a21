import { listAt, recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const noTls: Check = defineCheck({
  id: 'ingress/no-tls',
  title: 'Ingress without TLS',
  severity: 'high',
  on: 'object',
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  why: 'Passwords, cookies and tokens cross the network in clear, and answers can be changed on the way.',
  remedy: 'Add spec.tls with the hosts and a certificate Secret (cert-manager can make it).',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: { kubescape: ['C-0263'], polaris: ['tlsSettingsMissing'] },
  *evaluate({ object }) {
    if (listAt(object.value, 'spec', 'tls').length > 0) return;
    const annotations = Object.keys(recordAt(object.value, 'metadata', 'annotations'));
    // Load balancers of cloud providers take their certificates from annotations.
    const isElsewhere = annotations.some((key) =>
      /^(?:alb\.ingress\.kubernetes\.io\/certificate-arn|networking\.gke\.io\/managed-certificates|ingress\.gcp\.kubernetes\.io\/pre-shared-cert|appgw\.ingress\.kubernetes\.io\/appgw-ssl-certificate)$/.test(
        key,
      ),
    );
    if (!isElsewhere) yield { path: ['spec', 'tls'], message: 'no TLS is set up' };
  },
});
