// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_appArmorProfile.go
import type { AppArmorProfile, PodView } from '../../kubernetes/index.ts';
import {
  fieldOf,
  inflect,
  nameSetters,
  type Objection,
  type OffendingField,
  type PodSecurityCheck,
  podFieldOf,
  quoteAll,
  since,
  sorted,
} from './check.ts';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** Profiles are RuntimeDefault or Localhost, in the fields as in the older annotations. */
export const APP_ARMOR_PROFILE: PodSecurityCheck = {
  id: 'appArmorProfile',
  title: 'AppArmor',
  level: 'baseline',
  versions: [{ since: since(0), judge }],
};

function judge(pod: PodView): Objection {
  const fields: OffendingField[] = [];
  const ofPod = pod.spec.securityContext?.appArmorProfile;
  const isPodBad = isForbidden(ofPod);
  if (isPodBad) fields.push({ path: podFieldOf(pod, 'appArmorProfile', 'type'), value: ofPod?.type });
  const bad = pod.containers.filter(({ spec }) => isForbidden(spec.securityContext?.appArmorProfile));
  for (const container of bad) {
    fields.push({ path: fieldOf(container, 'appArmorProfile', 'type'), value: container.spec.securityContext?.appArmorProfile?.type });
  }
  const types = sorted(fields.map(({ value }) => String(value ?? '')));
  const annotations = Object.entries(pod.metadata.annotations ?? {}).filter(
    ([key, value]) => key.startsWith(ANNOTATION) && !isAllowedText(value),
  );
  for (const [key, value] of annotations) fields.push({ path: [...pod.metadataPath, 'annotations', key], value });
  if (fields.length === 0) return undefined;
  const values = [...types, ...sorted(annotations.map(([key, value]) => `${key}=${JSON.stringify(value)}`))];
  const setters = [
    ...(isPodBad || bad.length > 0 ? [nameSetters(isPodBad, bad)] : []),
    ...(annotations.length > 0 ? [inflect(annotations.length, 'annotation', 'annotations')] : []),
  ];
  return {
    reason: inflect(values.length, 'forbidden AppArmor profile', 'forbidden AppArmor profiles'),
    detail: `${setters.join(' and ')} must not set AppArmor profile type to ${quoteAll(values)}`,
    fields,
  };
}

function isForbidden(profile: AppArmorProfile | undefined): boolean {
  return profile !== undefined && profile.type !== 'RuntimeDefault' && profile.type !== 'Localhost';
}

function isAllowedText(value: string): boolean {
  return value === '' || value === 'runtime/default' || value.startsWith('localhost/');
}
