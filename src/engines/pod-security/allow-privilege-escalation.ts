// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_allowPrivilegeEscalation.go
import type { PodView } from '../../kubernetes/index.ts';
import { fieldOf, isWindows, nameContainers, type Objection, type PodSecurityCheck, since } from './check.ts';

/** Every container sets allowPrivilegeEscalation to false. Windows has no such thing, and from 1.25 on its pods are left alone. */
export const ALLOW_PRIVILEGE_ESCALATION: PodSecurityCheck = {
  id: 'allowPrivilegeEscalation',
  title: 'Privilege escalation',
  level: 'restricted',
  versions: [
    { since: since(8), judge: judgeAll },
    { since: since(25), judge: (pod) => (isWindows(pod) ? undefined : judgeAll(pod)) },
  ],
};

function judgeAll(pod: PodView): Objection {
  const bad = pod.containers.filter(({ spec }) => spec.securityContext?.allowPrivilegeEscalation !== false);
  if (bad.length === 0) return undefined;
  return {
    reason: 'allowPrivilegeEscalation != false',
    detail: `${nameContainers(bad)} must set securityContext.allowPrivilegeEscalation=false`,
    fields: bad.map((container) => ({
      path: fieldOf(container, 'allowPrivilegeEscalation'),
      value: container.spec.securityContext?.allowPrivilegeEscalation,
    })),
  };
}
