import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';
import { brokenFields, ownerOf } from '../from-pod-security.ts';

export const windowsHostProcess: Check = defineCheck({
  id: 'pod/windows-host-process',
  title: 'Windows container is a process of its node',
  severity: 'critical',
  on: 'pod',
  why: 'A HostProcess container is no container: it runs on the Windows node itself, with its accounts, files and network.',
  remedy: 'Remove windowsOptions.hostProcess.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.10'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['KSV103', 'AVD-KSV-0103'], polaris: ['hostProcess'] },
  unseen: 'None of the manifests that were looked at is for Windows nodes.',
  fix: setField(false, 'a program that works on the node', { risky: true }),
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const { path } of brokenFields('windowsHostProcess', pod, kubernetesVersion))
      yield { path, message: `${ownerOf(pod, path)} is a process of the node` };
  },
});
