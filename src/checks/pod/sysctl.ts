import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';
import { brokenFields } from '../from-pod-security.ts';

export const sysctl: Check = defineCheck({
  id: 'pod/sysctl',
  title: 'Pod changes kernel settings that are not safe',
  severity: 'high',
  on: 'pod',
  why: 'Settings outside the safe list are not isolated between pods: they can weaken the kernel for everything on the node or starve it.',
  remedy: 'Remove the sysctl, or keep to those that the baseline level of the release allows.',
  standards: {
    'pod-security': ['baseline'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: { trivy: ['KSV026', 'AVD-KSV-0026'], 'kube-linter': ['unsafe-sysctls'] },
  unseen: 'None of the manifests that were looked at sets a sysctl.',
  fix: removeItem('a program that needs the kernel set up this way', { risky: true }),
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const { path, value } of brokenFields('sysctls', pod, kubernetesVersion)) yield { path, message: `the pod sets ${String(value)}` };
  },
});
