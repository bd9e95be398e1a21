/**
 * Groups and resources that releases of Kubernetes took away, with the minor release that no longer has them.
 * Source of truth: https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
interface RemovedResource {
  readonly group: string;
  /** Missing where the whole group is gone. */
  readonly resource?: string;
  readonly minor: number;
  readonly successor: string;
}

const REMOVED: readonly RemovedResource[] = [
  { group: 'extensions', minor: 22, successor: 'apps, networking.k8s.io and policy' },
  { group: 'policy', resource: 'podsecuritypolicies', minor: 25, successor: 'Pod Security admission' },
  { group: 'settings.k8s.io', minor: 20, successor: 'nothing' },
  { group: 'auditregistration.k8s.io', minor: 19, successor: 'the audit policy of the API server' },
  { group: '', resource: 'minions', minor: 16, successor: 'nodes' },
];

export function removalOf(group: string, resource: string): RemovedResource | undefined {
  return REMOVED.find((one) => one.group === group && (one.resource === undefined || one.resource === resource));
}

export function isRemoved(group: string, resource: string): boolean {
  return removalOf(group, resource) !== undefined;
}
