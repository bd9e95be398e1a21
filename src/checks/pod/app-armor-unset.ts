import { resolveSetting } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setInSecurityContext } from '../fixes.ts';

export const appArmorUnset: Check = defineCheck({
  id: 'pod/app-armor-unset',
  title: 'Container names no AppArmor profile',
  severity: 'info',
  on: 'container',
  why: "On nodes with AppArmor the runtime's default applies anyway; naming it makes the pod fail to start where it is missing, instead of running without.",
  remedy: 'Set appArmorProfile.type to RuntimeDefault in the securityContext of the pod (annotations before 1.30).',
  standards: { nsa: ['hardened-containers'], owasp: ['K01'], mitre: ['T1611'], cks: ['system-hardening'] },
  aliases: { trivy: ['KSV002', 'AVD-KSV-0002'], kubescape: ['C-0055'], kubesec: ['ApparmorAny'] },
  fix: setInSecurityContext(['appArmorProfile', 'type'], 'RuntimeDefault', 'the start of the pod on nodes without AppArmor', {
    risky: true,
  }),
  *evaluate({ pod, container }) {
    if (pod.spec.os?.name === 'windows' || container.spec.securityContext?.privileged === true) return;
    const { value, path } = resolveSetting(pod, container, 'appArmorProfile');
    const annotation = `container.apparmor.security.beta.kubernetes.io/${container.name}`;
    if (value === undefined && !(annotation in (pod.metadata.annotations ?? {})))
      yield { path, message: `container ${container.name} names no AppArmor profile` };
  },
});
