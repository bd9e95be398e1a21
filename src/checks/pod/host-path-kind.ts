/**
 * What stands where on a node. Paths are those of kubeadm, k3s, RKE2, k0s and MicroK8s nodes and of the container runtimes:
 * https://kubernetes.io/docs/reference/node/kubelet-files/ (v1.35) and
 * https://kubernetes.io/docs/setup/production-environment/container-runtimes/ (v1.35).
 */
export type HostPathKind =
  | 'root'
  | 'runtime-socket'
  | 'etcd'
  | 'kubernetes-configuration'
  | 'kubelet'
  | 'runtime-state'
  | 'configuration'
  | 'processes'
  | 'kernel'
  | 'devices'
  | 'logs'
  | 'home'
  | 'system'
  | 'other';

/** First match counts. A folder that holds several of these places goes to the worst of them. */
const KINDS: readonly (readonly [HostPathKind, RegExp])[] = [
  ['root', /^\/$/],
  ['runtime-socket', /\/(docker|containerd|crio|podman|cri-dockerd|dockershim|buildkitd)\.sock$/],
  ['runtime-socket', /^\/run(\/(containerd|crio|podman|docker|k3s|k3s\/containerd|k0s|buildkit|user\/\d+))?$/],
  ['runtime-socket', /^\/\.\/pipe\/(docker_engine|docker_engine_windows|containerd-containerd|dockershim|cri-dockerd)$/],
  ['runtime-socket', /^\/var\/snap\/microk8s\/common\/run$/],
  ['etcd', /^\/var\/lib\/(etcd[\w-]*|k0s\/etcd)(\/|$)/],
  ['etcd', /^\/var\/lib\/rancher(\/(k3s|rke2)(\/server(\/.*)?)?)?$/],
  ['kubernetes-configuration', /^\/etc\/(kubernetes|rancher|k0s)(\/|$)/],
  ['kubelet', /^\/var(\/lib)?$/],
  ['kubelet', /^(\/var\/snap\/microk8s\/common)?\/var\/lib\/(k0s\/)?kubelet(\/|$)/],
  ['kubelet', /^\/var\/lib\/(k0s|rancher\/(k3s|rke2)\/agent)$/],
  [
    'runtime-state',
    /^\/var\/lib\/(docker|containerd|containers|crio|dockershim|k0s\/containerd|rancher\/(k3s|rke2)\/agent\/containerd)(\/|$)/,
  ],
  ['runtime-state', /^\/run\/(containerd|crio|docker|k3s\/containerd|k0s\/containerd)\//],
  ['runtime-state', /^\/programdata\/(docker|containerd)(\/|$)/],
  ['other', /^\/etc\/(localtime|timezone|os-release|machine-id|hosts|hostname|resolv\.conf|nsswitch\.conf|protocols|services)$/],
  ['other', /^\/etc\/(ssl\/certs|ca-certificates|pki\/(ca-trust|tls\/certs))(\/|$)/],
  ['configuration', /^\/etc(\/|$)/],
  ['processes', /^\/proc(\/|$)/],
  ['kernel', /^\/sys(\/|$)/],
  ['devices', /^\/dev(\/|$)/],
  ['logs', /^\/var\/log(\/|$)/],
  ['home', /^\/(root|home|users)(\/|$)/],
  ['system', /^\/(usr|bin|sbin|lib|lib32|lib64|boot|opt\/cni|windows)(\/|$)/],
];

/** The kind of a place on the node, on Linux and on Windows. */
export function classifyHostPath(path: string): HostPathKind {
  const normal = normalize(path);
  return KINDS.find(([, pattern]) => pattern.test(normal))?.[0] ?? 'other';
}

/**
 * Without doubled and final slashes and `.` steps (`..` is refused by the API server), `/var/run` as the `/run` it is a link to. A Windows path
 * loses its drive: `C:\var\lib\kubelet` holds there what the same path holds on Linux.
 */
function normalize(path: string): string {
  const isWindows = /^([A-Za-z]:|\\\\|\/\/\.\/)/.test(path);
  const slashed = isWindows
    ? path
        .replaceAll('\\', '/')
        .replace(/^[A-Za-z]:/, '')
        .toLowerCase()
    : path;
  const plain = slashed
    .replace(/\/{2,}/g, '/')
    .replace(/(?<=\/)\.\/(?!pipe\/)/g, '')
    .replace(/\/\.?$/, '');
  return plain === '' ? '/' : plain.replace(/^\/var\/run(?=\/|$)/, '/run');
}
