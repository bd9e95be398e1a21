import { booleanAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const defaultAutomount: Check = defineCheck({
  id: 'service-account/default-automount',
  title: 'Default service account hands out a token',
  severity: 'low',
  on: 'object',
  kinds: ['/ServiceAccount'],
  why: 'Pods that name no account get a token of this one without anybody having asked for it; every right it is ever given reaches all of them.',
  remedy:
    'Set automountServiceAccountToken: false on the default ServiceAccount of the namespace, and give programs that call the API an account of their own.',
  standards: {
    cis: ['5.1.5', '5.1.6'],
    nsa: ['service-account-tokens'],
    owasp: ['K06'],
    mitre: ['T1528'],
    microsoft: ['MS-TA9016'],
    cks: ['cluster-hardening'],
  },
  aliases: { kubescape: ['C-0189'], checkov: ['CKV_K8S_41'] },
  fix: setField(false, 'programs without an account of their own that call the Kubernetes API', { risky: true }),
  *evaluate({ object }) {
    if (object.name !== 'default' || booleanAt(object.value, 'automountServiceAccountToken') === false) return;
    yield { path: ['automountServiceAccountToken'], message: 'the default service account does not decline to have its token mounted' };
  },
});
