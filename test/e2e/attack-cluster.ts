import { SNAPSHOT_SCHEMA } from '../../src/inventory/index.ts';
import { dice } from './dice.ts';

export interface ClusterSize {
  readonly pods: number;
  readonly namespaces: number;
  readonly nodes: number;
  /** Roles and bindings. */
  readonly access: number;
  readonly policies: number;
}

const REPLICAS = 10;

/** A live cluster as a snapshot: workloads with their pods on nodes, one in fifty of them dangerous, rights of which one in forty is. */
export function* attackCluster({ pods, namespaces, nodes, access, policies }: ClusterSize): Generator<string> {
  const roll = dice(pods);
  const json = (value: object): string => JSON.stringify(value);
  const ns = (at: number): string => `team-${at % namespaces}`;
  yield json({
    seawall: 'snapshot',
    schemaVersion: SNAPSHOT_SCHEMA,
    tool: '0',
    server: { host: 'bench' },
    taken: '2026-01-01T00:00:00Z',
    namespaces: [],
    secretValues: 'dropped',
    resources: [],
  });
  for (let at = 0; at < namespaces; at++) {
    const level = ['privileged', 'baseline', 'restricted'][at % 3] ?? '';
    yield json({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: ns(at), labels: { 'pod-security.kubernetes.io/enforce': level } },
    });
  }
  for (let at = 0; at < nodes; at++) {
    const labels = at < 3 ? { 'node-role.kubernetes.io/control-plane': '' } : {};
    yield json({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: `node-${at}`, labels },
      status: { nodeInfo: { kubeletVersion: 'v1.34.2' } },
    });
  }
  for (let at = 0; at < pods / REPLICAS; at++) {
    const name = `app-${at}`;
    const metadata = { name, namespace: ns(at), labels: { app: name, role: `role-${at % 5}` } };
    const danger = at % 50;
    const spec = {
      serviceAccountName: `account-${at % 7}`,
      ...(danger === 3 ? { hostPID: true } : {}),
      containers: [
        {
          name: 'main',
          image: `registry.example/app:${at % 40}`,
          ports: [{ containerPort: 8080 }],
          securityContext: danger === 1 ? { privileged: true } : { allowPrivilegeEscalation: false },
          ...(danger === 2 ? { volumeMounts: [{ name: 'host', mountPath: '/host' }] } : {}),
        },
      ],
      ...(danger === 2 ? { volumes: [{ name: 'host', hostPath: { path: '/var/lib/kubelet' } }] } : {}),
    };
    const owned = (kind: string, owner: string): object => ({
      ownerReferences: [{ apiVersion: 'apps/v1', kind, name: owner, controller: true }],
    });
    yield json({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: metadata.labels }, spec } },
    });
    yield json({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { ...metadata, name: `${name}-1`, ...owned('Deployment', name) },
      spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: metadata.labels }, spec } },
    });
    for (let replica = 0; replica < REPLICAS; replica++) {
      yield json({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...metadata, name: `${name}-1-${replica}`, ...owned('ReplicaSet', `${name}-1`) },
        spec: { ...spec, nodeName: `node-${3 + roll(nodes - 3)}` },
        status: { phase: 'Running' },
      });
    }
    if (at % 20 === 0) {
      yield json({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: ns(at) },
        spec: { type: 'LoadBalancer', selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
      });
    }
  }
  const rights = [
    { apiGroups: [''], resources: ['pods', 'services', 'configmaps'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list'] },
    { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'update'], resourceNames: ['leader'] },
  ];
  const dangerous = [
    { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['create'] },
    { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  ];
  for (let at = 0; at < access / 2; at++) {
    const metadata = { name: `access-${at}`, namespace: ns(at) };
    const rule = at % 40 === 0 ? dangerous[roll(dangerous.length)] : rights[roll(rights.length)];
    yield json({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: [rule] });
    yield json({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', namespace: ns(roll(namespaces)), name: `account-${roll(7)}` }],
    });
  }
  yield json({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'operator' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', namespace: ns(1), name: 'account-1' }],
  });
  for (let at = 0; at < policies; at++) {
    const spec =
      at < namespaces && at % 2 === 0
        ? { podSelector: {}, policyTypes: ['Ingress'] }
        : {
            podSelector: { matchLabels: { app: `app-${roll(pods / REPLICAS)}` } },
            ingress: [{ from: [{ podSelector: { matchLabels: { role: `role-${roll(5)}` } } }], ports: [{ port: 8080 }] }],
          };
    yield json({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: `policy-${at}`, namespace: ns(at) }, spec });
  }
}
