import type { ApiObject } from './api-server.ts';

/** What no output may ever show. */
export const SECRET_VALUE = 'c0rrect-Horse-battery';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const container = (name: string, more: object = {}): object => ({ name, image: `registry.example/${name}:1.2.3`, ...more });
const owner = (apiVersion: string, kind: string, name: string, uid: string): object => ({ apiVersion, kind, name, uid, controller: true });

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container('web')], serviceAccountName: 'web' } };
const runningPod = (name: string, containers: readonly object[], more: object = {}): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'shop',
    labels: { app: 'web' },
    ownerReferences: [owner('apps/v1', 'ReplicaSet', 'web-1', 'u-rs')],
  } as ApiObject['metadata'],
  spec: { ...template.spec, containers, nodeName: 'node-1' },
  status: { phase: 'Running' },
  ...more,
});

/** A Deployment with its ReplicaSet and pods, one of which has an injected container, and a bit of everything else. */
export const SHOP: readonly ApiObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', uid: 'u-deploy', managedFields: [{ manager: 'kubectl' }] } as ApiObject['metadata'],
    spec: { selector: { matchLabels: { app: 'web' } }, template },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: 'web-1',
      namespace: 'shop',
      uid: 'u-rs',
      ownerReferences: [owner('apps/v1', 'Deployment', 'web', 'u-deploy')],
    } as ApiObject['metadata'],
    spec: { selector: { matchLabels: { app: 'web' } }, template },
  },
  runningPod('web-1-a', [container('web')]),
  runningPod('web-1-b', [container('web')]),
  runningPod('web-1-c', [container('web'), container('proxy', { securityContext: { privileged: true } })]),
  runningPod('web-1-d', [container('web'), container('proxy', { securityContext: { privileged: true } })]),
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'db',
      namespace: 'shop',
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ stringData: { password: SECRET_VALUE } }),
        'tool.example/copy': `password=${SECRET_VALUE}`,
        'tool.example/encoded': base64(SECRET_VALUE),
        team: 'payments',
      },
    } as ApiObject['metadata'],
    type: 'Opaque',
    data: { password: base64(SECRET_VALUE) },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'tls', namespace: 'shop' },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': base64('no certificate'), 'tls.key': base64(SECRET_VALUE) },
  },
  ...Array.from(
    { length: 23 },
    (_, index): ApiObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `settings-${String(index).padStart(2, '0')}`, namespace: index % 2 === 0 ? 'shop' : 'other' },
      data: { index: String(index), filler: 'x'.repeat(200) },
    }),
  ),
  { apiVersion: 'example.com/v2', kind: 'Widget', metadata: { name: 'one', namespace: 'shop' }, spec: { size: 1 } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { rules: [{ host: 'shop.example' }] },
  },
  { apiVersion: 'v1', kind: 'Event', metadata: { name: 'started', namespace: 'shop' }, message: 'pulled' },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'reader' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  },
];
