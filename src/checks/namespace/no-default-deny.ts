import { type Check, defineCheck } from '../define.ts';
import { isolatesAll, objectsIn, SYSTEM_NAMESPACES } from '../namespaces.ts';

export const noDefaultDeny: Check = defineCheck({
  id: 'namespace/no-default-deny',
  title: 'Namespace lets everything in by default',
  severity: 'medium',
  on: 'object',
  kinds: ['/Namespace'],
  why: 'Without a policy that selects every pod, each new pod can be reached from every pod of the cluster; one that is broken into reaches all others.',
  remedy: 'Add a NetworkPolicy with an empty podSelector and policyTypes [Ingress], then allow what is needed.',
  standards: {
    cis: ['5.3.2'],
    nsa: ['network-policies'],
    owasp: ['K07'],
    mitre: ['T1613'],
    microsoft: ['MS-TA9034'],
    cks: ['cluster-setup'],
  },
  aliases: {
    trivy: ['KSV038', 'AVD-KSV-0038'],
    kubescape: ['C-0030', 'C-0260'],
    checkov: ['CKV2_K8S_6'],
    'kube-linter': ['non-isolated-pod'],
    polaris: ['missingNetworkPolicy'],
    'kube-score': ['pod-networkpolicy'],
  },
  scope: 'world',
  *evaluate({ object }, { world }) {
    if (SYSTEM_NAMESPACES.has(object.name)) return;
    const policies = objectsIn(world, object.name, 'networking.k8s.io', 'NetworkPolicy');
    if (policies.some((policy) => isolatesAll(policy, 'Ingress'))) return;
    const have = policies.length > 0 ? `none of its ${policies.length} policies selects every pod` : 'it has no NetworkPolicy';
    yield { path: ['metadata', 'name'], message: `nothing is refused by default in ${object.name}: ${have}` };
  },
});
