import { SEVERITIES, type Severity } from '../../core/index.ts';
import type { PodView } from '../../kubernetes/index.ts';

/** Whether the pod has users of its own: root inside is an ordinary user of the node (KEP-127). */
export function hasUserNamespace(pod: PodView): boolean {
  return pod.spec.hostUsers === false;
}

/** The severity of a right that counts for less in a user namespace: one step lower there. */
export function easeByUserNamespace(pod: PodView, severity: Severity): Severity {
  return hasUserNamespace(pod) ? (SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? severity) : severity;
}
