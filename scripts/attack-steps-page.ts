import { PHASES, STEPS } from '../src/attack/index.ts';
import { requirementTitle } from '../src/checks/index.ts';

type Peers = readonly [kubehound: string | undefined, icekube?: string | undefined, kubesplaining?: string];

/** Edges of other tools for a step, read in the source of DataDog/KubeHound 53da187, ReversecLabs/IceKube c2fe0ee and 0hardik1/kubesplaining 7b3b848. */
export const PEERS: Readonly<Record<string, Peers>> = {
  'entry/exploited-program': ['ENDPOINT_EXPLOIT'],
  'inside/metadata-service': [undefined, undefined, 'imds_node_role_pivot'],
  'inside/mounted-secret': [undefined, 'MOUNTS_SECRET'],
  'inside/service-account-token': ['IDENTITY_ASSUME, TOKEN_STEAL', 'USES_ACCOUNT'],
  'inside/shared-processes': ['SHARE_PS_NAMESPACE'],
  'inside/token-in-secret': ['TOKEN_LIST, TOKEN_BRUTEFORCE', 'GET_AUTHENTICATION_TOKEN_FOR', 'read_secrets'],
  'inside/workload-identity': [undefined, undefined, 'irsa_assume_role'],
  'node/admin-capability': [undefined, 'CAN_CGROUP_BREAKOUT'],
  'node/control-plane-files': [undefined, undefined, 'control_plane_pki_theft'],
  'node/core-pattern': ['CE_UMH_CORE_PATTERN'],
  'node/host-path-read': ['EXPLOIT_HOST_READ, EXPLOIT_HOST_TRAVERSE', 'CAN_ACCESS_DANGEROUS_HOST_PATH', 'pod_host_escape'],
  'node/host-path-write': ['EXPLOIT_HOST_WRITE', 'CAN_ACCESS_DANGEROUS_HOST_PATH', 'pod_host_escape'],
  'node/host-processes': ['CE_SYS_PTRACE'],
  'node/kernel-module': ['CE_MODULE_LOAD', 'CAN_LOAD_KERNEL_MODULES'],
  'node/log-symlink': ['CE_VAR_LOG_SYMLINK'],
  'node/privileged-container': ['CE_PRIV_MOUNT, CE_NSENTER', 'IS_PRIVILEGED, CAN_NSENTER_HOST', 'pod_host_escape'],
  'node/read-any-file': [undefined, 'CAN_ACCESS_HOST_FD'],
  'api/bind-role': ['ROLE_BIND', 'RBAC_ESCALATE_TO', 'bind_or_escalate, modify_role_binding'],
  'api/change-pod': ['POD_PATCH', 'REPLACE_IMAGE'],
  'api/change-workload': ['POD_PATCH', 'UPDATE_WORKLOAD_WITH_SA'],
  'api/cloud-mapping': [undefined, 'UPDATE_AWS_AUTH', 'aws_auth_admin'],
  'api/create-pod': ['POD_CREATE', 'CREATE_POD_WITH_SA', 'pod_create_token_theft'],
  'api/create-token-secret': [undefined, 'CREATE_SECRET_WITH_TOKEN', 'secret_mint_token'],
  'api/ephemeral-container': [undefined, 'DEBUG_POD', 'ephemeral_container_inject'],
  'api/exec': ['POD_EXEC', 'EXEC_INTO', 'pod_exec'],
  'api/full-rights': [undefined, undefined, 'wildcard_permission, bound_to_cluster_admin'],
  'api/host-path-volume': [undefined, 'PERSISTENT_VOLUME_CREATION'],
  'api/impersonate': [undefined, 'CAN_IMPERSONATE', 'impersonate, impersonate_system_masters, impersonate_serviceaccount'],
  'api/node-proxy': [undefined, 'CAN_EXEC_THROUGH_KUBELET', 'nodes_proxy'],
  'api/privileged-pod': ['POD_CREATE', 'CREATE_PRIVILEGED_WORKLOAD, PATCH_NAMESPACE_TO_BYPASS_PSA', 'pod_create_privileged_escape'],
  'api/raise-role': [undefined, 'RBAC_ESCALATE_TO', 'bind_or_escalate'],
  'api/read-secret': ['TOKEN_LIST, TOKEN_BRUTEFORCE', 'ACCESS_SECRET', 'read_secrets'],
  'api/sign-certificate': [undefined, 'GENERATE_CLIENT_CERTIFICATE', 'csr_approve, csr_sign'],
  'api/steer-pods': [undefined, undefined, 'node_drain_migrate'],
  'api/token-request': [undefined, 'GENERATE_TOKEN', 'token_request, mint_arbitrary_token'],
  'from-node/control-plane-node': [undefined, 'IS_CLUSTER_ADMIN', 'control_plane_pki_theft'],
  'from-node/kubelet-identity': ['IDENTITY_ASSUME'],
  'from-node/node-files': ['VOLUME_ACCESS, TOKEN_STEAL', undefined, 'colocated_sa_token_theft'],
  'from-node/pods-of-node': ['POD_ATTACH', 'ACCESS_POD', 'colocated_sa_token_theft'],
  'from-node/static-pod': [undefined, undefined, 'static_pod_admission_bypass'],
};

const INTRODUCTION = `# Steps of attacks

\`seawall paths\` builds its paths of the ${STEPS.length} steps on this page. Made from the code by \`npm run generate\`. Beside each step
in \`src/attack/steps\` stands a YAML file with clusters in which it can be taken, with every way of doing so, and near misses, in which one
condition is missing. What a step hangs on that manifests do not say is told with it as a premise: it is usual, open, or hangs on a policy that
was not evaluated. Where it says *alike*, these tools have an edge for it, on conditions of their own.
`;

/** What somebody may look for and not find. */
const NO_STEPS = `## What is no step, and why

- **hostIPC** shares System V memory and semaphores with processes of the node. Which of them use any, and for what, is nothing that a
  manifest says, so it leads nowhere here; the check \`pod/host-ipc\` reports it.
- **Devices as hostPath** cannot be opened: the container runtime allows no devices but those that it hands over, as it does for volumes in block mode.
- **Folders of plugins** below /var/lib/kubelet hold sockets by which drivers register. What a false driver is given depends on pods that ask for it.
- **The read-only port of a kubelet** tells which pods there are, and gives no right by itself.
- **Images in the cache of a node** can be read by root there. What they hold is not looked at.
- **APIServices** send requests of an API group to a server of the attacker, without credentials that he could use elsewhere; **conversion
  webhooks** change custom resources. Both deceive controllers, in ways that only their programs decide. The same is true of custom resources that
  operators obey.
- **Changing a ServiceAccount** adds Secrets for pulling images, and takes none from anybody.
- **The name of a scheduler** in a pod chooses who places it, which the creator of a pod can do by itself (nodeName).
- **Snapshots of volumes** give what the volume held to whoever may create claims beside it; whether a driver takes them is not in the manifests.
`;

export function attackStepsPage(): string {
  const phases = Object.entries(PHASES).map(([phase, title]) => {
    const steps = STEPS.filter((step) => step.phase === phase).map(({ id, title: name, condition, mitre, microsoft, reference }) => {
      const [kubehound, icekube, kubesplaining] = PEERS[id] ?? [undefined];
      const alike = Object.entries({ KubeHound: kubehound, IceKube: icekube, kubesplaining }).flatMap(([tool, edge]) =>
        edge === undefined ? [] : `${tool} (${edge})`,
      );
      const techniques = [
        ...mitre.map((technique) => `${technique} ${requirementTitle('mitre', technique) ?? ''}`),
        ...microsoft.map((technique) => `${technique} ${requirementTitle('microsoft', technique) ?? ''}`),
      ];
      return [
        `### ${id}`,
        `**${name}.** ${condition} ([reference](${reference}))`,
        `- techniques: ${techniques.join('; ')}\n- alike: ${alike.length === 0 ? 'none of KubeHound, IceKube, kubesplaining' : alike.join(', ')}`,
      ].join('\n\n');
    });
    return `## ${title}\n\n${steps.join('\n\n')}`;
  });
  return `${[INTRODUCTION.trimEnd(), index(), ...phases, NO_STEPS.trimEnd()].join('\n\n')}\n`;
}

function index(): string {
  const rows = STEPS.map(({ id, title }) => {
    const peers: readonly (string | undefined)[] = PEERS[id] ?? [];
    const has = (at: number): string => (peers[at] === undefined ? '' : 'yes');
    return `| [${id}](#${id.replaceAll('/', '')}) | ${title} | ${has(0)} | ${has(1)} | ${has(2)} |`;
  });
  return `| step | what an attacker does | KubeHound | IceKube | kubesplaining |\n|---|---|---|---|---|\n${rows.join('\n')}`;
}
