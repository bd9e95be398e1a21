// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_capabilities_restricted.go
import type { PodView } from '../../kubernetes/index.ts';
import { addedBeyond, CAPABILITIES_BASELINE_ID, describeAdded } from './capabilities-baseline.ts';
import { fieldOf, isWindows, nameContainers, type Objection, type PodSecurityCheck, since } from './check.ts';

const ALLOWED: ReadonlySet<string> = new Set(['NET_BIND_SERVICE']);
const OVERRIDES: readonly string[] = [CAPABILITIES_BASELINE_ID];

/** Every container drops ALL and adds at most NET_BIND_SERVICE; from 1.25 on Windows pods are left alone. */
export const CAPABILITIES_RESTRICTED: PodSecurityCheck = {
  id: 'capabilities_restricted',
  title: 'Capabilities',
  level: 'restricted',
  versions: [
    { since: since(22), overrides: OVERRIDES, judge: judgeAll },
    { since: since(25), overrides: OVERRIDES, judge: (pod) => (isWindows(pod) ? undefined : judgeAll(pod)) },
  ],
};

function judgeAll(pod: PodView): Objection {
  const keeping = pod.containers.filter(({ spec }) => !spec.securityContext?.capabilities?.drop?.includes('ALL'));
  const added = addedBeyond(pod, ALLOWED);
  if (keeping.length === 0 && added.length === 0) return undefined;
  const details = [
    ...(keeping.length > 0 ? [`${nameContainers(keeping)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    ...(added.length > 0 ? [describeAdded(pod, ALLOWED)] : []),
  ];
  return {
    reason: 'unrestricted capabilities',
    detail: details.join('; '),
    fields: [
      ...keeping.map((container) => ({
        path: fieldOf(container, 'capabilities', 'drop'),
        value: container.spec.securityContext?.capabilities?.drop,
      })),
      ...added,
    ],
  };
}
