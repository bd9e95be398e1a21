// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_windowsHostProcess.go
import type { PodView } from '../../kubernetes/index.ts';
import { fieldOf, nameSetters, type Objection, type PodSecurityCheck, podFieldOf, since } from './check.ts';

/** No Windows container is a process of the host. */
export const WINDOWS_HOST_PROCESS: PodSecurityCheck = {
  id: 'windowsHostProcess',
  title: 'Windows host process',
  level: 'baseline',
  versions: [{ since: since(0), judge }],
};

function judge(pod: PodView): Objection {
  const isPod = pod.spec.securityContext?.windowsOptions?.hostProcess === true;
  const bad = pod.containers.filter(({ spec }) => spec.securityContext?.windowsOptions?.hostProcess === true);
  if (!isPod && bad.length === 0) return undefined;
  return {
    reason: 'hostProcess',
    detail: `${nameSetters(isPod, bad)} must not set securityContext.windowsOptions.hostProcess=true`,
    fields: [
      ...(isPod ? [{ path: podFieldOf(pod, 'windowsOptions', 'hostProcess'), value: true }] : []),
      ...bad.map((container) => ({ path: fieldOf(container, 'windowsOptions', 'hostProcess'), value: true })),
    ],
  };
}
