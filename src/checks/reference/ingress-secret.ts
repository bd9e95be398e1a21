import { listAt, recordAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { isMadeElsewhere } from '../made-elsewhere.ts';

export const ingressSecret: Check = defineCheck({
  id: 'reference/ingress-secret',
  title: 'Ingress whose certificate is not there',
  severity: 'medium',
  on: 'object',
  kinds: ['networking.k8s.io/Ingress'],
  why: 'The controller serves its own self-signed certificate instead, and people learn to click the warning away.',
  remedy: 'Add the Secret, or a Certificate of cert-manager that makes it.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  scope: 'world',
  *evaluate({ object }, { world }) {
    // cert-manager makes the Secret of an Ingress that names an issuer.
    const hasIssuer = Object.keys(recordAt(object.value, 'metadata', 'annotations')).some((key) =>
      /^(?:cert-manager\.io\/(?:cluster-)?issuer|kubernetes\.io\/tls-acme)$/.test(key),
    );
    if (hasIssuer) return;
    for (const [index, entry] of listAt(object.value, 'spec', 'tls').entries()) {
      const name = stringAt(entry, 'secretName');
      if (!name || world.find('', 'Secret', object.namespace, name) || isMadeElsewhere(world, object.namespace, name)) continue;
      yield { path: ['spec', 'tls', index, 'secretName'], message: `Secret ${name} is not among the scanned objects` };
    }
  },
});
