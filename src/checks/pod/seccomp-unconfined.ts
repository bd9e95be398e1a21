import { type Check, defineCheck } from '../define.ts';
import { setInSecurityContext } from '../fixes.ts';
import { brokenFields, ownerOf } from '../from-pod-security.ts';

export const seccompUnconfined: Check = defineCheck({
  id: 'pod/seccomp-unconfined',
  title: 'Seccomp is switched off',
  severity: 'high',
  on: 'pod',
  why: 'Unconfined opens every system call, also on clusters whose kubelet would apply the default profile by itself.',
  remedy: 'Set seccompProfile.type to RuntimeDefault, or to Localhost with a profile of your own.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.6.2'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611', 'T1068'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: { trivy: ['KSV104', 'AVD-KSV-0104'], kubescape: ['C-0210'], kubesec: ['SeccompUnconfined'] },
  fix: setInSecurityContext(
    ['seccompProfile', 'type'],
    'RuntimeDefault',
    'a program that makes system calls which the profile of the runtime refuses',
    { risky: true },
  ),
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const { path, value } of brokenFields('seccompProfile_baseline', pod, kubernetesVersion))
      yield { path, message: `the seccomp profile of ${ownerOf(pod, path)} is ${String(value)}` };
  },
});
