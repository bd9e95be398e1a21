import { evaluatePodSecurity, type OffendingField } from '../../engines/pod-security/index.ts';
import type { KubernetesVersion, PodView } from '../../kubernetes/index.ts';

/** The fields that one control of the Pod Security Standards objects to in that release; the control goes by the admission plugin's id. */
export function fieldsAgainst(
  pod: PodView,
  control: string,
  level: 'baseline' | 'restricted',
  version: KubernetesVersion,
): readonly OffendingField[] {
  return evaluatePodSecurity(pod, level, version).find(({ check }) => check === control)?.fields ?? [];
}
