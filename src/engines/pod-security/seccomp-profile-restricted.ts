// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_seccompProfile_restricted.go
import type { PodView } from '../../kubernetes/index.ts';
import { fieldOf, isWindows, nameContainers, type Objection, type PodSecurityCheck, since } from './check.ts';
import { judgeFields, SECCOMP_PROFILE_BASELINE_ID } from './seccomp-profile-baseline.ts';

const OVERRIDES: readonly string[] = [SECCOMP_PROFILE_BASELINE_ID];

/** Every container has a seccomp profile, its own or the pod's; from 1.25 on Windows pods are left alone. */
export const SECCOMP_PROFILE_RESTRICTED: PodSecurityCheck = {
  id: 'seccompProfile_restricted',
  title: 'Seccomp',
  level: 'restricted',
  versions: [
    { since: since(19), overrides: OVERRIDES, judge: judgeAll },
    { since: since(25), overrides: OVERRIDES, judge: (pod) => (isWindows(pod) ? undefined : judgeAll(pod)) },
  ],
};

function judgeAll(pod: PodView): Objection {
  const objection = judgeFields(pod);
  if (objection || pod.spec.securityContext?.seccompProfile !== undefined) return objection;
  const silent = pod.containers.filter(({ spec }) => spec.securityContext?.seccompProfile === undefined);
  if (silent.length === 0) return undefined;
  return {
    reason: 'seccompProfile',
    detail: `pod or ${nameContainers(silent)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
    fields: silent.map((container) => ({ path: fieldOf(container, 'seccompProfile', 'type'), value: undefined })),
  };
}
