import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';
import { brokenFields, ownerOf } from '../from-pod-security.ts';

export const procMount: Check = defineCheck({
  id: 'pod/proc-mount',
  title: 'Container sees all of /proc',
  severity: 'high',
  on: 'pod',
  why: 'Container runtimes hide the parts of /proc through which the kernel can be steered. Unmasked, they are back.',
  remedy: 'Remove securityContext.procMount.',
  standards: {
    'pod-security': ['baseline'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['KSV027', 'AVD-KSV-0027'], 'kube-linter': ['unsafe-proc-mount'], polaris: ['procMount'] },
  unseen: 'Only sandboxes inside containers ask for it, and none is among the manifests that were looked at.',
  fix: setField('Default', 'a program that runs containers inside the container', { risky: true }),
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const { path, value } of brokenFields('procMount', pod, kubernetesVersion))
      yield { path, message: `procMount of ${ownerOf(pod, path)} is ${String(value)}` };
  },
});
