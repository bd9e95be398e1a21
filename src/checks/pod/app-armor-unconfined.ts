import { type Check, defineCheck } from '../define.ts';
import { setInSecurityContext } from '../fixes.ts';
import { brokenFields, ownerOf } from '../from-pod-security.ts';

export const appArmorUnconfined: Check = defineCheck({
  id: 'pod/app-armor-unconfined',
  title: 'AppArmor is switched off',
  severity: 'high',
  on: 'pod',
  why: 'The default profile keeps containers from mounting, from writing to /proc and /sys and from tracing; unconfined, only capabilities and seccomp are left.',
  remedy: 'Remove the setting, or set appArmorProfile.type to RuntimeDefault.',
  standards: { 'pod-security': ['baseline'], nsa: ['hardened-containers'], owasp: ['K01'], mitre: ['T1611'], cks: ['system-hardening'] },
  aliases: { trivy: ['KSV002', 'AVD-KSV-0002'], kubesec: ['ApparmorAny'] },
  unseen: 'None of the published manifests that were looked at switches AppArmor off.',
  fix: setInSecurityContext(
    ['appArmorProfile', 'type'],
    'RuntimeDefault',
    'a program that does what the profile of the runtime refuses, such as mounting',
    { risky: true },
  ),
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const { path, value } of brokenFields('appArmorProfile', pod, kubernetesVersion))
      yield { path, message: `the AppArmor profile of ${ownerOf(pod, path)} is ${String(value)}` };
  },
});
