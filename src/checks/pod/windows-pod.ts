import type { ContainerView, PodView } from '../../kubernetes/index.ts';

/**
 * Whether the pod runs on Windows nodes, where the Linux fields of a security context are refused or without effect
 * (https://kubernetes.io/docs/concepts/windows/intro/, v1.35). `nodeSelector` is how it was said before `os.name` came in 1.23.
 */
export function isWindowsPod(pod: PodView): boolean {
  const declared = pod.spec.os?.name ?? pod.spec.nodeSelector?.['kubernetes.io/os'] ?? pod.spec.nodeSelector?.['beta.kubernetes.io/os'];
  return declared === 'windows';
}

/** Whether a container is a process of the Windows node. Container and pod are merged field by field, unlike other settings. */
export function isHostProcess(pod: PodView, container: ContainerView): boolean {
  const own = container.spec.securityContext?.windowsOptions?.hostProcess;
  return (own ?? pod.spec.securityContext?.windowsOptions?.hostProcess) === true;
}
