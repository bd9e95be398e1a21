import { CLUSTER_POLICY_KINDS } from '../cluster-policy.ts';

/** `group/kind` of everything that decides about connections. */
export const POLICY_KINDS: ReadonlySet<string> = new Set([
  'networking.k8s.io/NetworkPolicy',
  ...CLUSTER_POLICY_KINDS.map((kind) => `policy.networking.k8s.io/${kind}`),
]);
