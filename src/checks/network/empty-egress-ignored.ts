import { isRecord, listAt, valueAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { NETWORK_POLICY } from './define-policy-check.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

/** SetDefaults_NetworkPolicy, https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/networking/v1/defaults.go */
export const emptyEgressIgnored: Check = defineCheck({
  id: 'network/empty-egress-ignored',
  title: 'Empty egress that restricts nothing',
  severity: 'medium',
  on: 'object',
  kinds: NETWORK_POLICY,
  why: 'Without policyTypes Kubernetes takes a policy for one of egress only where it has egress rules. An empty list, which reads as "nothing may go out", leaves everything open.',
  remedy: 'Set policyTypes to [Ingress, Egress], or to [Egress] if only what goes out is meant.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at give policyTypes where they restrict egress.',
  fix: () =>
    makeFix(
      [{ kind: 'set', path: ['spec', 'policyTypes'], value: ['Ingress', 'Egress'] }],
      'connections of the pods, none of which is allowed then',
      {
        risky: true,
      },
    ),
  *evaluate({ object }) {
    const spec = valueAt(object.value, ['spec']);
    if (!isRecord(spec) || !Array.isArray(spec['egress']) || spec['egress'].length > 0) return;
    if (listAt(spec, 'policyTypes').length === 0)
      yield { path: ['spec', 'egress'], message: 'egress is empty and policyTypes is missing, so the pods may connect to anything' };
  },
});
