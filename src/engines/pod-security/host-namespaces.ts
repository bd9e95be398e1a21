// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_hostNamespaces.go
import type { PodView } from '../../kubernetes/index.ts';
import { type Objection, type PodSecurityCheck, since } from './check.ts';

const FIELDS = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/** None of the namespaces of the node is shared. */
export const HOST_NAMESPACES: PodSecurityCheck = {
  id: 'hostNamespaces',
  title: 'Host namespaces',
  level: 'baseline',
  versions: [{ since: since(0), judge }],
};

function judge(pod: PodView): Objection {
  const shared = FIELDS.filter((field) => pod.spec[field] === true);
  if (shared.length === 0) return undefined;
  return {
    reason: 'host namespaces',
    detail: shared.map((field) => `${field}=true`).join(', '),
    fields: shared.map((field) => ({ path: [...pod.path, field], value: true })),
  };
}
