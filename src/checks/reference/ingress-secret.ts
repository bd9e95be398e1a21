import { recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { isMadeElsewhere } from '../made-elsewhere.ts';
import { tlsReferences } from '../tls-references.ts';

export const ingressSecret: Check = defineCheck({
  id: 'reference/ingress-secret',
  title: 'Ingress or Gateway whose certificate is not there',
  severity: 'medium',
  on: 'object',
  kinds: ['networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway'],
  why: 'The controller serves its own self-signed certificate instead, and people learn to click the warning away.',
  remedy: 'Add the Secret, or a Certificate of cert-manager that makes it.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  scope: 'world',
  *evaluate({ object }, { world }) {
    // cert-manager makes the Secrets of an Ingress or Gateway that names an issuer.
    const hasIssuer = Object.keys(recordAt(object.value, 'metadata', 'annotations')).some((key) =>
      /^(?:cert-manager\.io\/(?:cluster-)?issuer|kubernetes\.io\/tls-acme)$/.test(key),
    );
    if (hasIssuer) return;
    for (const { name, namespace, path } of tlsReferences(object)) {
      if (world.find('', 'Secret', namespace, name) || isMadeElsewhere(world, namespace, name)) continue;
      yield { path, message: `Secret ${name} is not among the scanned objects` };
    }
  },
});
