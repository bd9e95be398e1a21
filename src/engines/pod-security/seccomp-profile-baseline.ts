// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_seccompProfile_baseline.go
import type { PodView, SeccompProfile } from '../../kubernetes/index.ts';
import {
  fieldOf,
  inflect,
  nameOf,
  nameSetters,
  type Objection,
  type OffendingField,
  type PodSecurityCheck,
  podFieldOf,
  quoteAll,
  since,
  sorted,
} from './check.ts';

export const SECCOMP_PROFILE_BASELINE_ID = 'seccompProfile_baseline';

const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

/** Seccomp is not switched off: by annotation before 1.19, by field from then on. */
export const SECCOMP_PROFILE_BASELINE: PodSecurityCheck = {
  id: SECCOMP_PROFILE_BASELINE_ID,
  title: 'Seccomp',
  level: 'baseline',
  versions: [
    { since: since(0), judge: judgeAnnotations },
    { since: since(19), judge: judgeFields },
  ],
};

function judgeAnnotations(pod: PodView): Objection {
  const annotations = pod.metadata.annotations ?? {};
  const keys = new Set([POD_ANNOTATION, ...pod.containers.map((container) => CONTAINER_ANNOTATION + nameOf(container))]);
  const bad = [...keys].filter((key) => Object.hasOwn(annotations, key) && !isAllowedText(annotations[key] ?? ''));
  if (bad.length === 0) return undefined;
  const shown = sorted(bad.map((key) => `${key}=${JSON.stringify(annotations[key])}`));
  return {
    reason: 'seccompProfile',
    detail: `forbidden ${inflect(shown.length, 'annotation', 'annotations')} ${shown.join(', ')}`,
    fields: bad.map((key) => ({ path: [...pod.metadataPath, 'annotations', key], value: annotations[key] })),
  };
}

function isAllowedText(value: string): boolean {
  return value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/');
}

export function judgeFields(pod: PodView): Objection {
  const ofPod = pod.spec.securityContext?.seccompProfile;
  const isPodBad = isForbidden(ofPod);
  const bad = pod.containers.filter(({ spec }) => isForbidden(spec.securityContext?.seccompProfile));
  if (!isPodBad && bad.length === 0) return undefined;
  const fields: OffendingField[] = [
    ...(isPodBad ? [{ path: podFieldOf(pod, 'seccompProfile', 'type'), value: ofPod?.type }] : []),
    ...bad.map((container) => ({
      path: fieldOf(container, 'seccompProfile', 'type'),
      value: container.spec.securityContext?.seccompProfile?.type,
    })),
  ];
  const values = quoteAll(sorted(fields.map(({ value }) => String(value ?? ''))));
  return {
    reason: 'seccompProfile',
    detail: `${nameSetters(isPodBad, bad)} must not set securityContext.seccompProfile.type to ${values}`,
    fields,
  };
}

function isForbidden(profile: SeccompProfile | undefined): boolean {
  return profile !== undefined && profile.type !== 'RuntimeDefault' && profile.type !== 'Localhost';
}
