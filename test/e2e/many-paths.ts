const RBAC = 'rbac.authorization.k8s.io';
/** So many workloads lead from one to the next, and then another chain begins. */
const CHAIN = 5;

/** Manifests in which no two paths are alike: each workload may run commands in the next one, and the last of a chain reads the Secrets of its namespace. */
export function manyPaths(workloads: number): string {
  const objects = Array.from({ length: workloads }, (_, at) => team(at, (at + 1) % CHAIN === 0 || at === workloads - 1)).flat();
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

function team(at: number, isLast: boolean): object[] {
  const [namespace, name] = [`team-${at}`, `app-${at}`];
  const metadata = { name, namespace };
  const labels = { app: name };
  const target = isLast ? namespace : `team-${at + 1}`;
  const rule = isLast
    ? { apiGroups: [''], resources: ['secrets'], verbs: ['list'] }
    : { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] };
  const template = {
    metadata: { labels },
    spec: { serviceAccountName: name, containers: [{ name: 'main', image: 'example.com/app:1', ports: [{ containerPort: 8080 }] }] },
  };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector: { matchLabels: labels }, template } },
    { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: { name, namespace: target }, rules: [rule] },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name, namespace: target },
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', namespace, name }],
    },
    ...(at % 100 === 0
      ? [{ apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'LoadBalancer', selector: labels, ports: [{ port: 8080 }] } }]
      : []),
  ];
}
