import type { Check } from '../define.ts';
import { defineRight } from './define-right.ts';

export const networkPolicyWrite: Check = defineRight({
  id: 'rbac/network-policy-write',
  title: 'Somebody may loosen NetworkPolicies',
  severity: 'medium',
  inNamespace: 'low',
  why: 'Whoever deletes or changes a NetworkPolicy opens the way between programs that it kept apart; whoever adds one can open it too, since policies add up.',
  remedy: 'Leave network policies to the pipeline that applies reviewed manifests.',
  standards: {
    nsa: ['rbac', 'network-policies'],
    owasp: ['K03', 'K07'],
    mitre: ['T1562.001'],
    microsoft: ['MS-TA9034'],
    cks: ['cluster-hardening'],
  },
  aliases: { trivy: ['KSV056', 'AVD-KSV-0056'] },
  unseen: 'No role that was looked at gives this right by its name.',
  rights: [
    { apiGroup: 'networking.k8s.io', resources: ['networkpolicies'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
    {
      apiGroup: 'policy.networking.k8s.io',
      resources: ['adminnetworkpolicies', 'baselineadminnetworkpolicies'],
      verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
    },
  ],
  breaks: 'controllers that write NetworkPolicies',
});
