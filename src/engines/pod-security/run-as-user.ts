// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_runAsUser.go
import type { PodView } from '../../kubernetes/index.ts';
import { fieldOf, hasUserNamespace, nameSetters, type Objection, type PodSecurityCheck, podFieldOf, since } from './check.ts';

/** Nobody asks for user 0; from 1.35 on pods with their own user namespace may. */
export const RUN_AS_USER: PodSecurityCheck = {
  id: 'runAsUser',
  title: 'Running as root user',
  level: 'restricted',
  versions: [
    { since: since(23), judge: judgeAll },
    { since: since(35), judge: (pod) => (hasUserNamespace(pod) ? undefined : judgeAll(pod)) },
  ],
};

function judgeAll(pod: PodView): Objection {
  const isPod = pod.spec.securityContext?.runAsUser === 0;
  const bad = pod.containers.filter(({ spec }) => spec.securityContext?.runAsUser === 0);
  if (!isPod && bad.length === 0) return undefined;
  return {
    reason: 'runAsUser=0',
    detail: `${nameSetters(isPod, bad)} must not set runAsUser=0`,
    fields: [
      ...(isPod ? [{ path: podFieldOf(pod, 'runAsUser'), value: 0 }] : []),
      ...bad.map((container) => ({ path: fieldOf(container, 'runAsUser'), value: 0 })),
    ],
  };
}
