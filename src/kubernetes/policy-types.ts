import { listAt } from '../core/index.ts';

/**
 * The directions a NetworkPolicy restricts. Without policy types Ingress always, and Egress only where there are egress rules:
 * SetDefaults_NetworkPolicy, https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/networking/v1/defaults.go
 */
export function policyTypesOf(policy: unknown): readonly unknown[] {
  const types = listAt(policy, 'spec', 'policyTypes');
  if (types.length > 0) return types;
  return listAt(policy, 'spec', 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}
