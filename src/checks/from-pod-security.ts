import type { FieldPath } from '../core/index.ts';
import type { OffendingField } from '../engines/pod-security/index.ts';
import { POD_SECURITY_CHECKS } from '../engines/pod-security/index.ts';
import type { KubernetesVersion, PodView } from '../kubernetes/index.ts';
import { compareVersions } from '../kubernetes/index.ts';

/**
 * The fields by which a pod breaks one control of the Pod Security Standards, so that a check that means the same rule does not state
 * it a second time. Empty where the control is met, or not in force in that release.
 */
export function brokenFields(control: string, pod: PodView, version: KubernetesVersion): readonly OffendingField[] {
  const check = POD_SECURITY_CHECKS.find(({ id }) => id === control);
  if (!check) throw new Error(`there is no control ${control}`);
  return check.versions.findLast(({ since }) => compareVersions(since, version) <= 0)?.judge(pod)?.fields ?? [];
}

/** Those that end in the given field. */
export function brokenFieldsNamed(control: string, field: string, pod: PodView, version: KubernetesVersion): readonly FieldPath[] {
  return brokenFields(control, pod, version)
    .filter(({ path }) => path.at(-1) === field)
    .map(({ path }) => path);
}

/** The name of the container that a path leads into; `pod` for one that leads into none. */
export function ownerOf(pod: PodView, path: FieldPath): string {
  const container = pod.containers.find((one) => one.path.every((step, index) => path[index] === step));
  return container ? `container ${container.name}` : 'the pod';
}
