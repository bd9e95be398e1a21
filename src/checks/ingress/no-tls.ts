import { listAt, recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { INGRESS_KINDS } from './annotations.ts';

/** Annotations by which controllers take a certificate from elsewhere, or hand the connection on as it is. */
const ELSEWHERE = [
  /^alb\.ingress\.kubernetes\.io\/certificate-arn$/,
  /^networking\.gke\.io\/managed-certificates$/,
  /^ingress\.gcp\.kubernetes\.io\/pre-shared-cert$/,
  /^appgw\.ingress\.kubernetes\.io\/(?:appgw-ssl-certificate|appgw-ssl-profile)$/,
  /^route\.openshift\.io\/termination$/,
];

/** Annotations that do so by one of their values. */
const ELSEWHERE_BY_VALUE = [
  [/^(?:nginx\.ingress|ingress)\.kubernetes\.io\/ssl-passthrough$/, /^true$/],
  [/^haproxy(?:\.org|-ingress\.github\.io)\/ssl-passthrough$/, /^true$/],
  [/^traefik\.ingress\.kubernetes\.io\/router\.tls$/, /^true$/],
  [/^alb\.ingress\.kubernetes\.io\/listen-ports$/, /"HTTPS"/],
] as const;

export const noTls: Check = defineCheck({
  id: 'ingress/no-tls',
  title: 'Ingress without TLS',
  severity: 'medium',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'Passwords, cookies and tokens cross the network in clear, and answers can be changed on the way.',
  remedy: 'Add spec.tls with the hosts and a certificate Secret (cert-manager can make it).',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: { kubescape: ['C-0263'], polaris: ['tlsSettingsMissing'] },
  *evaluate({ object }) {
    if (listAt(object.value, 'spec', 'tls').length > 0) return;
    const annotations = Object.entries(recordAt(object.value, 'metadata', 'annotations'));
    const isElsewhere = annotations.some(
      ([key, value]) =>
        ELSEWHERE.some((pattern) => pattern.test(key)) ||
        ELSEWHERE_BY_VALUE.some(([pattern, wanted]) => pattern.test(key) && wanted.test(String(value))),
    );
    if (!isElsewhere) yield { path: ['spec', 'tls'], message: 'no TLS is set up' };
  },
});
