import {
  type PolicyRule,
  powersOf,
  resourceAction,
  type Subject,
  SYSTEM_MASTERS,
  splitServiceAccountName,
  userOf,
} from '../../engines/rbac/index.ts';
import type { WorldPolicy } from './policy-of-world.ts';

/** Of the roles that a rule names those that lead to more than what stands in them. A role that is not among the objects is not judged. */
export function powerfulRoles({ resourceNames, resources }: PolicyRule, { policy }: WorldPolicy): readonly string[] {
  return resourceNames.filter((name) =>
    policy.roles.some(
      (role) =>
        role.name === name &&
        resources.includes(role.kind === 'Role' ? 'roles' : 'clusterroles') &&
        role.rules.some((rule) => powersOf(rule).some(({ rank }) => rank === 1)),
    ),
  );
}

const EVERYTHING = resourceAction('*', '*', { apiGroup: '*' });

/** Of the users, groups and service accounts that a rule names those that may do everything. */
export function powerfulIdentities({ resourceNames, resources }: PolicyRule, { authorizer, policy }: WorldPolicy): readonly string[] {
  const subjectsNamed = (name: string): Subject[] => [
    ...(resources.includes('groups') ? [{ kind: 'Group', namespace: '', name } as const] : []),
    ...(resources.includes('users') ? [userNamed(name)] : []),
    ...(resources.includes('serviceaccounts') ? policy.serviceAccounts.filter((account) => account.name === name) : []),
  ];
  return resourceNames.filter((name) =>
    subjectsNamed(name).some(
      (subject) => (subject.kind === 'Group' && name === SYSTEM_MASTERS) || authorizer.isAllowed(userOf(subject), EVERYTHING),
    ),
  );
}

function userNamed(name: string): Subject {
  const account = splitServiceAccountName(name);
  return account ? { kind: 'ServiceAccount', ...account } : { kind: 'User', namespace: '', name };
}

/** Signers whose certificates the API server accepts from clients: https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#kubernetes-signers */
const CLIENT_SIGNERS: ReadonlySet<string> = new Set([
  'kubernetes.io/kube-apiserver-client',
  'kubernetes.io/kube-apiserver-client-kubelet',
  'kubernetes.io/*',
]);

export function clientSigners({ resourceNames }: PolicyRule): readonly string[] {
  return resourceNames.filter((name) => CLIENT_SIGNERS.has(name));
}

/** ConfigMaps that components of the cluster, or a cloud's, take their orders from. */
const SYSTEM_CONFIG_MAPS: ReadonlySet<string> = new Set([
  'coredns',
  'kube-dns',
  'aws-auth',
  'kube-proxy',
  'kubeadm-config',
  'kubelet-config',
]);

export function systemConfigMaps({ resourceNames }: PolicyRule): readonly string[] {
  return resourceNames.filter((name) => SYSTEM_CONFIG_MAPS.has(name));
}
