import { type Check, defineCheck } from '../define.ts';
import { isolatesAll, objectsIn } from '../namespaces.ts';
import { ANSWERING_KINDS, answeredNamespace } from './answering-object.ts';
import { otherPolicyKind } from './other-policies.ts';

export const noDefaultDenyEgress: Check = defineCheck({
  id: 'namespace/no-default-deny-egress',
  title: 'Namespace lets everything out by default',
  severity: 'low',
  on: 'object',
  kinds: ANSWERING_KINDS,
  why: "A pod that is broken into can call home, fetch tools, and ask the cloud's metadata service for credentials.",
  remedy: 'Add a NetworkPolicy with an empty podSelector and policyTypes [Egress]; allow DNS and what is needed.',
  standards: { cis: ['5.3.2'], nsa: ['network-policies'], owasp: ['K07'], microsoft: ['MS-TA9034'], cks: ['cluster-setup'] },
  aliases: { kubescape: ['C-0030'] },
  scope: 'world',
  *evaluate({ object }, { world }) {
    const namespace = answeredNamespace(object, world);
    if (!namespace) return;
    const { name, path } = namespace;
    const policies = objectsIn(world, name, 'networking.k8s.io', 'NetworkPolicy');
    if (policies.some((policy) => isolatesAll(policy, 'Egress'))) return;
    const other = otherPolicyKind(world, name);
    if (other !== undefined) yield { path, undecided: `namespace ${name} may be closed by a ${other}, which is not evaluated` };
    else yield { path, message: `pods of ${name} may connect to anything unless a policy of their own says otherwise` };
  },
});
