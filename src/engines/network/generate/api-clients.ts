import { booleanAt, listAt, stringAt } from '../../../core/index.ts';
import type { NetworkObject, ObjectIndex } from '../objects.ts';
import type { NetworkPod } from '../pods.ts';
import type { Reason } from './need.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** Why a pod talks to the API server: a binding names its ServiceAccount, and the pod gets a token of it. */
export function createApiClients(index: ObjectIndex, defaultNamespace: string): (pod: NetworkPod) => Reason | undefined {
  const bindings = new Map<string, NetworkObject>();
  for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
    for (const object of index.ofKind(RBAC, kind)) {
      for (const subject of listAt(object.value, 'subjects')) {
        const account = accountOf(subject, object.namespace ?? defaultNamespace);
        if (account !== undefined && !bindings.has(account)) bindings.set(account, object);
      }
    }
  }
  return (pod) => {
    const spec = pod.view?.spec;
    const account = spec?.serviceAccountName ?? spec?.serviceAccount ?? 'default';
    const binding = bindings.get(`${pod.namespace}/${account}`);
    if (!spec || !binding || !hasToken(pod, account, index)) return undefined;
    return { what: `${binding.kind} ${binding.name} gives ServiceAccount ${pod.namespace}/${account} rights`, object: binding, path: [] };
  };
}

/** A binding in a file may leave the namespace of an account out, where it is installed into one. */
function accountOf(subject: unknown, fallback: string): string | undefined {
  const [kind, name] = [stringAt(subject, 'kind'), stringAt(subject, 'name') ?? ''];
  if (kind === 'ServiceAccount') return `${stringAt(subject, 'namespace') ?? fallback}/${name}`;
  const user = kind === 'User' ? /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) : undefined;
  return user ? `${user[1]}/${user[2]}` : undefined;
}

/** https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting */
function hasToken({ view, namespace }: NetworkPod, account: string, index: ObjectIndex): boolean {
  const projected = (view?.spec.volumes ?? []).some((volume) =>
    (volume.projected?.sources ?? []).some((source) => source['serviceAccountToken'] !== undefined),
  );
  const object = index.find('', 'ServiceAccount', namespace, account);
  return projected || (view?.spec.automountServiceAccountToken ?? booleanAt(object?.value, 'automountServiceAccountToken') ?? true);
}
