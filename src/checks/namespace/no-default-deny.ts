import { type Check, defineCheck } from '../define.ts';
import { isolatesAll, objectsIn } from '../namespaces.ts';
import { ANSWERING_KINDS, answeredNamespace } from './answering-object.ts';
import { otherPolicyKind } from './other-policies.ts';

export const noDefaultDeny: Check = defineCheck({
  id: 'namespace/no-default-deny',
  title: 'Namespace lets everything in by default',
  severity: 'medium',
  on: 'object',
  kinds: ANSWERING_KINDS,
  why: 'Without a policy that selects every pod, each new pod can be reached from every pod of the cluster; one that is broken into reaches all others.',
  remedy: 'Add a NetworkPolicy with an empty podSelector and policyTypes [Ingress], then allow what is needed.',
  standards: {
    cis: ['5.3.2'],
    nsa: ['network-policies'],
    owasp: ['K07'],
    mitre: ['T1046'],
    microsoft: ['MS-TA9034'],
    cks: ['cluster-setup'],
  },
  aliases: {
    kubescape: ['C-0030', 'C-0260'],
    checkov: ['CKV2_K8S_6'],
    'kube-linter': ['non-isolated-pod'],
    polaris: ['missingNetworkPolicy'],
    'kube-score': ['pod-networkpolicy'],
  },
  scope: 'world',
  *evaluate({ object }, { world }) {
    const namespace = answeredNamespace(object, world);
    if (!namespace) return;
    const { name, path } = namespace;
    const policies = objectsIn(world, name, 'networking.k8s.io', 'NetworkPolicy');
    if (policies.some((policy) => isolatesAll(policy, 'Ingress'))) return;
    const other = otherPolicyKind(world, name);
    if (other !== undefined) {
      yield { path, undecided: `namespace ${name} may be closed by a ${other}, which is not evaluated` };
      return;
    }
    const have = policies.length > 0 ? `none of its ${policies.length} policies selects every pod` : 'it has no NetworkPolicy';
    yield { path, message: `nothing is refused by default in ${name}: ${have}` };
  },
});
