import { listAt, valueAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { NETWORK_POLICY } from './define-policy-check.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

/** SetDefaults_NetworkPolicy, https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/networking/v1/defaults.go */
export const ingressClosedSilently: Check = defineCheck({
  id: 'network/ingress-closed-silently',
  title: 'Policy for egress that closes ingress without saying so',
  severity: 'low',
  on: 'object',
  kinds: NETWORK_POLICY,
  why: 'Without policyTypes every policy restricts ingress, too, and this one has rules for egress alone: nothing may connect to its pods. When that is noticed in operation, somebody opens everything; when it is noticed by nobody, the protection is an accident that the next edit takes away.',
  remedy: 'Set policyTypes to [Egress] if only what goes out is meant, or to [Ingress, Egress] if the pods are meant to be closed.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at give policyTypes where they restrict egress.',
  fix: () => makeFix([{ kind: 'set', path: ['spec', 'policyTypes'], value: ['Ingress', 'Egress'] }], 'nothing: it says what holds already'),
  *evaluate({ object }) {
    const has = (field: string): boolean => valueAt(object.value, ['spec', field]) !== undefined;
    if (listAt(object.value, 'spec', 'egress').length === 0 || has('ingress') || listAt(object.value, 'spec', 'policyTypes').length > 0)
      return;
    yield {
      path: ['spec', 'egress'],
      message: 'the policy has egress rules and no policyTypes, so it also refuses everything that comes in',
    };
  },
});
