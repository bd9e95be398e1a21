// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_privileged.go
import type { PodView } from '../../kubernetes/index.ts';
import { fieldOf, nameContainers, type Objection, type PodSecurityCheck, since } from './check.ts';

/** No container is privileged. */
export const PRIVILEGED: PodSecurityCheck = {
  id: 'privileged',
  title: 'Privileged containers',
  level: 'baseline',
  versions: [{ since: since(0), judge }],
};

function judge(pod: PodView): Objection {
  const bad = pod.containers.filter(({ spec }) => spec.securityContext?.privileged === true);
  if (bad.length === 0) return undefined;
  return {
    reason: 'privileged',
    detail: `${nameContainers(bad)} must not set securityContext.privileged=true`,
    fields: bad.map((container) => ({ path: fieldOf(container, 'privileged'), value: true })),
  };
}
