// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_procMount_baseline.go
import type { PodView } from '../../kubernetes/index.ts';
import { fieldOf, hasUserNamespace, nameContainers, type Objection, type PodSecurityCheck, quoteAll, since, sorted } from './check.ts';

const BASELINE_ID = 'procMount';

/** /proc stays masked; from 1.35 on pods with their own user namespace may unmask it at the baseline level, not at the restricted one. */
export const PROC_MOUNT: PodSecurityCheck = {
  id: BASELINE_ID,
  title: 'Masked /proc',
  level: 'baseline',
  versions: [
    { since: since(0), judge: judgeAll },
    { since: since(35), judge: (pod) => (hasUserNamespace(pod) ? undefined : judgeAll(pod)) },
  ],
};

export const PROC_MOUNT_RESTRICTED: PodSecurityCheck = {
  id: 'procMount_restricted',
  title: 'Masked /proc',
  level: 'restricted',
  versions: [{ since: since(35), overrides: [BASELINE_ID], judge: judgeAll }],
};

function judgeAll(pod: PodView): Objection {
  const bad = pod.containers.filter(({ spec }) => (spec.securityContext?.procMount ?? 'Default') !== 'Default');
  if (bad.length === 0) return undefined;
  const fields = bad.map((container) => ({ path: fieldOf(container, 'procMount'), value: container.spec.securityContext?.procMount }));
  const values = quoteAll(sorted(fields.map(({ value }) => String(value))));
  return { reason: 'procMount', detail: `${nameContainers(bad)} must not set securityContext.procMount to ${values}`, fields };
}
