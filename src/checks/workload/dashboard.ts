import { type Check, defineCheck } from '../define.ts';

const OPEN = /^--(?:enable-skip-login|disable-settings-authorizer|enable-insecure-login|insecure-bind-address|insecure-port)(?:=(.*))?$/;

export const dashboard: Check = defineCheck({
  id: 'workload/dashboard',
  title: 'Kubernetes dashboard lets people in without a login',
  severity: 'critical',
  on: 'container',
  why: 'With these arguments everyone who reaches the dashboard acts with the rights of its service account; it was the way into several published break-ins.',
  remedy: 'Remove the argument; reach the dashboard through kubectl port-forward with a token of your own.',
  standards: {
    nsa: ['authentication'],
    owasp: ['K06', 'K09'],
    mitre: ['T1133', 'T1190'],
    microsoft: ['MS-TA9005'],
    cks: ['cluster-setup'],
  },
  aliases: { kubescape: ['C-0021'], checkov: ['CKV_K8S_33'] },
  *evaluate({ container }) {
    if (!/dashboard/i.test(`${container.spec.image ?? ''} ${container.name}`)) return;
    for (const field of ['command', 'args'] as const) {
      for (const [index, word] of (container.spec[field] ?? []).entries()) {
        const match = OPEN.exec(word);
        if (!match || match[1] === 'false' || match[1] === '0' || match[1] === '127.0.0.1') continue;
        yield { path: [...container.path, field, index], message: `container ${container.name} is started with ${word}` };
      }
    }
  },
});
