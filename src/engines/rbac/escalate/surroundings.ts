// Source of truth for levels: https://kubernetes.io/docs/concepts/security/pod-security-admission/
import { recordAt, stringAt } from '../../../core/index.ts';
import type { InventoryObject } from '../../../inventory/index.ts';
import type { RbacPolicy, Subject } from '../vocabulary.ts';

/** What is looked at around a policy; every object of an inventory is one. */
export type SurroundingObject = Pick<InventoryObject, 'group' | 'kind' | 'namespace' | 'name' | 'value' | 'pods'>;

/** A pod, or the template of many. */
export interface RunningPod {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly serviceAccount: string;
  /** Whether a token of the account lies in the file system of its containers. */
  readonly holdsToken: boolean;
  /** The name of the pod where it can be known: of a Pod and of the first of a StatefulSet. */
  readonly podName: string | undefined;
}

export interface NamespaceFacts {
  /** The level that Pod Security enforces there; `privileged` where nothing says so. */
  readonly enforces: 'privileged' | 'baseline' | 'restricted';
  /** Whether the Namespace is among the objects. */
  readonly isKnown: boolean;
}

export interface TokenSecret {
  readonly namespace: string;
  readonly name: string;
  readonly serviceAccount: string;
}

/** What an attacker finds in a cluster beside its policy. */
export interface Surroundings {
  readonly namespaces: ReadonlyMap<string, NamespaceFacts>;
  readonly pods: readonly RunningPod[];
  /** Secrets that hold tokens of service accounts for good. */
  readonly tokenSecrets: readonly TokenSecret[];
  /** Declared ones, those that bindings name, and the one called default of each namespace. */
  readonly serviceAccounts: readonly Subject[];
  /** Whether the cluster maps cloud identities to groups in the ConfigMap aws-auth. */
  readonly hasAwsAuth: boolean;
}

const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

/** `namespace` is where objects that name none are taken to stand. */
export function readSurroundings(objects: Iterable<SurroundingObject>, policy: RbacPolicy, namespace: string): Surroundings {
  const namespaces = new Map<string, NamespaceFacts>();
  const pods: RunningPod[] = [];
  const tokenSecrets: TokenSecret[] = [];
  const automounts = new Map<string, unknown>();
  const all = [...objects];
  let hasAwsAuth = false;
  for (const object of all) {
    const { group, kind, name, value } = object;
    const own = object.namespace ?? namespace;
    if (group !== '') continue;
    if (kind === 'ServiceAccount') automounts.set(`${own}/${name}`, value['automountServiceAccountToken']);
    else if (kind === 'Namespace') {
      const level = stringAt(value, 'metadata', 'labels', 'pod-security.kubernetes.io/enforce');
      namespaces.set(name, { enforces: level === 'baseline' || level === 'restricted' ? level : 'privileged', isKnown: true });
    } else if (kind === 'Secret' && stringAt(value, 'type') === TOKEN_TYPE) {
      const serviceAccount = recordAt(value, 'metadata', 'annotations')[ACCOUNT_ANNOTATION];
      if (typeof serviceAccount === 'string') tokenSecrets.push({ namespace: own, name, serviceAccount });
    } else if (kind === 'ConfigMap' && own === 'kube-system' && name === 'aws-auth') hasAwsAuth = true;
  }
  for (const object of all) {
    const own = object.namespace ?? namespace;
    for (const { spec } of object.pods) {
      const serviceAccount = spec.serviceAccountName ?? spec.serviceAccount ?? 'default';
      const mounts = spec.automountServiceAccountToken ?? automounts.get(`${own}/${serviceAccount}`) ?? true;
      const projects = (spec.volumes ?? []).some(({ projected }) =>
        (projected?.sources ?? []).some((source) => source.serviceAccountToken),
      );
      pods.push({
        group: object.group,
        kind: object.kind,
        namespace: own,
        name: object.name,
        serviceAccount,
        holdsToken: mounts !== false || projects,
        podName: object.kind === 'Pod' ? object.name : object.kind === 'StatefulSet' ? `${object.name}-0` : undefined,
      });
    }
  }
  const serviceAccounts = new Map<string, Subject>();
  const addAccount = (place: string, name: string): void => {
    serviceAccounts.set(`${place}/${name}`, { kind: 'ServiceAccount', namespace: place, name });
    if (!namespaces.has(place)) namespaces.set(place, { enforces: 'privileged', isKnown: false });
  };
  for (const one of policy.serviceAccounts) addAccount(one.namespace, one.name);
  for (const { subjects } of policy.bindings)
    for (const one of subjects) if (one.kind === 'ServiceAccount') addAccount(one.namespace, one.name);
  for (const pod of pods) addAccount(pod.namespace, pod.serviceAccount);
  for (const { kind, namespace: place } of policy.bindings) if (kind === 'RoleBinding') addAccount(place, 'default');
  for (const place of namespaces.keys()) addAccount(place, 'default');
  return { namespaces, pods, tokenSecrets, serviceAccounts: [...serviceAccounts.values()], hasAwsAuth };
}
