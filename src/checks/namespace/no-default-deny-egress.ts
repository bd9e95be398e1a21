import { type Check, defineCheck } from '../define.ts';
import { isolatesAll, objectsIn, SYSTEM_NAMESPACES } from '../namespaces.ts';

export const noDefaultDenyEgress: Check = defineCheck({
  id: 'namespace/no-default-deny-egress',
  title: 'Namespace lets everything out by default',
  severity: 'low',
  on: 'object',
  kinds: ['/Namespace'],
  why: "A pod that is broken into can call home, fetch tools, and ask the cloud's metadata service for credentials.",
  remedy: 'Add a NetworkPolicy with an empty podSelector and policyTypes [Egress]; allow DNS and what is needed.',
  standards: { cis: ['5.3.2'], nsa: ['network-policies'], owasp: ['K07'], microsoft: ['MS-TA9034'], cks: ['cluster-setup'] },
  aliases: { kubescape: ['C-0030'] },
  scope: 'world',
  *evaluate({ object }, { world }) {
    if (SYSTEM_NAMESPACES.has(object.name)) return;
    const policies = objectsIn(world, object.name, 'networking.k8s.io', 'NetworkPolicy');
    if (!policies.some((policy) => isolatesAll(policy, 'Egress')))
      yield { path: ['metadata', 'name'], message: `every pod of ${object.name} may connect to anything` };
  },
});
