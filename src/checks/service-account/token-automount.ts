import { booleanAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';
import { isUsedByPods } from './accounts-in-use.ts';

export const tokenAutomount: Check = defineCheck({
  id: 'service-account/token-automount',
  title: 'Service account hands its token to every pod',
  severity: 'low',
  on: 'object',
  kinds: ['/ServiceAccount'],
  scope: 'world',
  why: 'Every pod that runs under the account gets a token mounted unless the pod itself declines it, whether its program calls the API or not; whoever gets into the pod has the rights of the account.',
  remedy: 'Set automountServiceAccountToken: false on the ServiceAccount, and true only in the pods whose program calls the API.',
  standards: {
    cis: ['5.1.6'],
    nsa: ['service-account-tokens'],
    owasp: ['K06'],
    mitre: ['T1528'],
    microsoft: ['MS-TA9016'],
    cks: ['cluster-hardening'],
  },
  aliases: { kubescape: ['C-0034', 'C-0190'] },
  fix: setField(false, 'programs under this account that call the Kubernetes API', { risky: true }),
  *evaluate({ object }, { world }) {
    // `service-account/default-automount` speaks for the default account, `workload/token-automount` for pods.
    if (object.name === 'default' || isUsedByPods(object, world)) return;
    if (booleanAt(object.value, 'automountServiceAccountToken') === false) return;
    yield {
      path: ['automountServiceAccountToken'],
      message: `service account ${object.name} does not decline to have its token mounted`,
    };
  },
});
