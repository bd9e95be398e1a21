/** `seawall.pod.host_ipc`: names of packages have no dashes. */
export function packageOf(id: string): string {
  return `seawall.${id.replace('/', '.').replaceAll('-', '_')}`;
}

/** `SeawallPodHostIpc`. */
export function templateKindOf(id: string): string {
  return `Seawall${id.replaceAll(/(?:^|[/-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}`;
}

/** `pod-host-ipc`. */
export function constraintNameOf(id: string): string {
  return id.replace('/', '-');
}
