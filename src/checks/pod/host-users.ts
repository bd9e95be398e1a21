import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const hostUsers: Check = defineCheck({
  id: 'pod/host-users',
  title: 'Pod has no user namespace of its own',
  severity: 'info',
  on: 'pod',
  why: 'Root in the container is root on the node to the kernel. With a user namespace (hostUsers false, on by default since Kubernetes 1.33) an escape ends as an unprivileged user.',
  remedy: "Set hostUsers to false in the pod spec where the nodes support user namespaces and the pod uses none of the node's namespaces.",
  standards: { nsa: ['non-root'], owasp: ['K01'], mitre: ['T1611'], cks: ['microservice-vulnerabilities', 'system-hardening'] },
  aliases: {},
  fix: setField(false, 'the start of the pod where a node or a volume does not know user namespaces', { risky: true }),
  *evaluate({ pod }) {
    const { hostUsers: declared, hostNetwork, hostPID, hostIPC, os } = pod.spec;
    // The API server refuses user namespaces for pods that share namespaces of the node.
    if (declared === false || hostNetwork || hostPID || hostIPC || os?.name === 'windows') return;
    yield { path: [...pod.path, 'hostUsers'], message: declared ? 'hostUsers is true' : 'hostUsers is not set, which means true' };
  },
});
