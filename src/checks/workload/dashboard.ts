import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

const OPEN = /^--(enable-skip-login|disable-settings-authorizer)(?:=(.*))?$/;

export const dashboard: Check = defineCheck({
  id: 'workload/dashboard',
  title: 'Kubernetes dashboard lets people in without a login',
  severity: 'critical',
  on: 'container',
  why: 'Whoever reaches the dashboard and skips the login acts with the rights of its service account; it was the way into several published break-ins. Without the settings authorizer everybody may change its settings.',
  remedy: 'Remove the argument; reach the dashboard through kubectl port-forward with a token of your own.',
  standards: {
    nsa: ['authentication'],
    owasp: ['K06', 'K09'],
    mitre: ['T1133', 'T1190'],
    microsoft: ['MS-TA9005', 'MS-TA9032'],
    cks: ['cluster-setup'],
  },
  aliases: { kubescape: ['C-0014'], checkov: ['CKV_K8S_33'] },
  fix: removeItem('visits without a login'),
  *evaluate({ container }) {
    if (!/dashboard/i.test(`${container.spec.image ?? ''} ${container.name}`)) return;
    for (const field of ['command', 'args'] as const) {
      for (const [index, word] of (container.spec[field] ?? []).entries()) {
        const [match, flag, value] = OPEN.exec(word) ?? [];
        if (match === undefined || /^(?:false|f|0)$/i.test(value ?? '')) continue;
        yield {
          path: [...container.path, field, index],
          message: `container ${container.name} is started with ${word}`,
          ...(flag === 'disable-settings-authorizer' ? { severity: 'medium' as const } : {}),
        };
      }
    }
  },
});
