// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_runAsNonRoot.go
import type { PodView } from '../../kubernetes/index.ts';
import {
  fieldOf,
  hasUserNamespace,
  nameContainers,
  nameSetters,
  type Objection,
  type PodSecurityCheck,
  podFieldOf,
  since,
} from './check.ts';

/** Every container sets runAsNonRoot, itself or through the pod; from 1.35 on pods with their own user namespace need not. */
export const RUN_AS_NON_ROOT: PodSecurityCheck = {
  id: 'runAsNonRoot',
  title: 'Running as non-root',
  level: 'restricted',
  versions: [
    { since: since(0), judge: judgeAll },
    { since: since(35), judge: (pod) => (hasUserNamespace(pod) ? undefined : judgeAll(pod)) },
  ],
};

const REASON = 'runAsNonRoot != true';

function judgeAll(pod: PodView): Objection {
  const ofPod = pod.spec.securityContext?.runAsNonRoot;
  const refusing = pod.containers.filter(({ spec }) => spec.securityContext?.runAsNonRoot === false);
  if (ofPod === false || refusing.length > 0) {
    return {
      reason: REASON,
      detail: `${nameSetters(ofPod === false, refusing)} must not set securityContext.runAsNonRoot=false`,
      fields: [
        ...(ofPod === false ? [{ path: podFieldOf(pod, 'runAsNonRoot'), value: false }] : []),
        ...refusing.map((container) => ({ path: fieldOf(container, 'runAsNonRoot'), value: false })),
      ],
    };
  }
  const silent = ofPod === true ? [] : pod.containers.filter(({ spec }) => spec.securityContext?.runAsNonRoot === undefined);
  if (silent.length === 0) return undefined;
  return {
    reason: REASON,
    detail: `pod or ${nameContainers(silent)} must set securityContext.runAsNonRoot=true`,
    fields: silent.map((container) => ({ path: fieldOf(container, 'runAsNonRoot'), value: undefined })),
  };
}
