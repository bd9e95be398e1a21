import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyseAttacks, describeStart, readScene, type Start } from '../../src/attack/index.ts';
import { statesOfAttack } from '../../src/cli/attack/read-attack.ts';
import { type Inventory, readInventory } from '../../src/inventory/index.ts';
import { corpusFiles } from './corpora.ts';
import { skipWithout } from './data.ts';

const SKIP = { skip: skipWithout('corpora') };

function read(pattern: RegExp): Inventory {
  return readInventory(corpusFiles().filter(({ name }) => pattern.test(name)));
}

/** Every path from the internet, from each workload and from each declared account: `START -> TARGET: STEPS`. */
function stories(inventory: Inventory, namespace = 'default'): string[] {
  assert.equal(inventory.worlds.length, 1);
  const scene = readScene(inventory.worlds[0]?.objects ?? [], { owned: inventory.owned, namespace });
  const analysis = analyseAttacks(scene);
  const starts: Start[] = [
    { kind: 'internet' },
    { kind: 'internet', weaknesses: 'any' },
    ...scene.units.map((unit): Start => ({ kind: 'workload', unit })),
    ...scene.authorizer
      .subjects()
      .filter(({ namespace: place, name }) => scene.find('', 'ServiceAccount', place, name))
      .map((subject): Start => ({ kind: 'subject', subject })),
  ];
  return starts.flatMap((start) =>
    analysis.paths(start).map(({ target, clauses }) => {
      const steps = clauses.flatMap(({ step, says }) => (step && says !== '' ? step.id : [])).join(', ');
      return `${describeStart(start)}${start.weaknesses === 'any' ? ' (any)' : ''} -> ${target.id}: ${steps}`;
    }),
  );
}

/** What is true of every pod of these corpora: nothing keeps it from the metadata service, if there is one. */
function withoutCloud(all: readonly string[]): string[] {
  return all.filter((story) => !story.includes('-> cloud:'));
}

describe('attack paths in kubernetes-goat', SKIP, () => {
  const inventory = read(/^kubernetes-goat\//);

  it('are those that its scenarios are about, as far as manifests show them', () => {
    assert.deepEqual(withoutCloud(stories(inventory)), GOAT);
  });

  it('lead from each workload to the metadata service', () => {
    const workloads = stories(inventory).filter((story) =>
      /^(?:Deployment|DaemonSet|Job) .* -> cloud: inside\/metadata-service$/.test(story),
    );
    assert.equal(workloads.length, 13);
  });

  it('leave out what only images and programs show, and say so', () => {
    const all = withoutCloud(stories(inventory));
    for (const [workload, why] of Object.entries(NOT_IN_MANIFESTS)) {
      assert.ok(
        all.every((story) => !story.startsWith(`${workload} ->`)),
        `${workload}: ${why}`,
      );
    }
    const [state] = statesOfAttack(inventory, {}, {});
    assert.ok(state?.gaps.some((gap) => gap.startsWith('what images hold, and which weaknesses their programs have, is not looked at')));
  });
});

/** Scenarios whose point lies inside an image or a program. */
const NOT_IN_MANIFESTS: Readonly<Record<string, string>> = {
  'Deployment default/build-code-deployment': 'a repository with credentials lies in the image',
  'Deployment default/internal-proxy-deployment': 'the program sends requests for others',
  'Deployment default/poor-registry-deployment': 'the registry in the image asks nobody who he is',
  'Job default/hidden-in-layers': 'a credential lies in a layer of the image',
  'Job default/batch-check-job': 'a miner lies in a layer of the image',
  'Deployment secure-middleware/cache-store-deployment': 'the image is no known data store; it holds Redis without a password',
};

const GOAT = [
  // The internal proxy is offered by a NodePort, and every other program listens for all pods.
  'the internet (any) -> node: entry/exposed-workload, entry/exploited-program, inside/pod-network, inside/exploited-neighbour, node/container-socket',
  'the internet (any) -> persistence: entry/exposed-workload, entry/exploited-program, inside/pod-network, inside/exploited-neighbour, node/container-socket, from-node/static-pod',
  'the internet (any) -> namespace-secrets: entry/exposed-workload, entry/exploited-program, inside/pod-network, inside/exploited-neighbour, inside/service-account-token',
  // Privileged as user 0, with /var/lib read-only; its socket of docker is demanded to be a folder.
  'DaemonSet default/docker-bench-security -> node: node/privileged-container',
  'DaemonSet default/docker-bench-security -> persistence: node/privileged-container, from-node/static-pod',
  'DaemonSet default/docker-bench-security -> namespace-secrets: node/host-path-read, from-node/kubelet-identity',
  // The socket of containerd, and privileged.
  'Deployment default/health-check-deployment -> node: node/container-socket',
  'Deployment default/health-check-deployment -> persistence: node/container-socket, from-node/static-pod',
  'Deployment default/health-check-deployment -> namespace-secrets: node/container-socket, from-node/node-files, from-node/node-files, from-node/kubelet-identity',
  // Its account may get, list and watch everything in its namespace.
  'Deployment big-monolith/hunger-check-deployment -> namespace-secrets: inside/service-account-token',
  // /etc/kubernetes and /var/lib/etcd, on the control plane.
  'Job default/kube-bench-master -> cluster-admin: node/control-plane-files, from-node/control-plane-keys',
  'Job default/kube-bench-master -> control-plane: node/control-plane-files',
  'Job default/kube-bench-master -> all-secrets: node/control-plane-files, from-node/control-plane-keys',
  'Job default/kube-bench-master -> kube-system: node/control-plane-files, from-node/control-plane-keys',
  'Job default/kube-bench-master -> node: node/control-plane-files, from-node/control-plane-keys',
  'Job default/kube-bench-master -> persistence: node/control-plane-files, from-node/control-plane-keys',
  'Job default/kube-bench-master -> namespace-secrets: node/control-plane-files, from-node/control-plane-keys',
  // The key of the kubelet, read-only, and every folder else read-only: no root on the node.
  'Job default/kube-bench-node -> namespace-secrets: node/host-path-read, from-node/kubelet-identity',
  // All of / writable, and privileged.
  'Deployment default/system-monitor-deployment -> node: node/host-path-write',
  'Deployment default/system-monitor-deployment -> persistence: node/host-path-write, from-node/static-pod',
  'Deployment default/system-monitor-deployment -> namespace-secrets: node/host-path-read, from-node/node-files, from-node/kubelet-identity',
  // Bound to cluster-admin.
  'ServiceAccount kube-system/superadmin -> cluster-admin: api/full-rights',
  'ServiceAccount kube-system/superadmin -> control-plane: api/full-rights',
  'ServiceAccount kube-system/superadmin -> all-secrets: ',
  'ServiceAccount kube-system/superadmin -> kube-system: ',
  'ServiceAccount kube-system/superadmin -> node: api/full-rights',
  'ServiceAccount kube-system/superadmin -> persistence: ',
  'ServiceAccount kube-system/superadmin -> namespace-secrets: ',
  'ServiceAccount big-monolith/big-monolith-sa -> namespace-secrets: ',
];

describe('attack paths in badPods', SKIP, () => {
  /** How each variant leads to root on the node; `undefined` for those that do not. */
  const VARIANTS: Readonly<Record<string, string | undefined>> = {
    'everything-allowed': 'node/host-path-write',
    'priv-and-hostpid': 'node/privileged-container',
    priv: 'node/privileged-container',
    hostpath: 'node/host-path-write',
    // Processes and traffic of others may be seen, and here there is nobody else.
    hostpid: undefined,
    hostnetwork: undefined,
    hostipc: undefined,
    'nothing-allowed': undefined,
  };
  for (const [variant, step] of Object.entries(VARIANTS)) {
    it(`${step === undefined ? 'do not lead' : 'lead'} from ${variant} to the node, whatever kind of workload it is`, () => {
      const all = withoutCloud(stories(read(new RegExp(`^badPods/manifests/${variant}/`))));
      const ways = all.map((story) => story.replace(/^[^>]*-> /, ''));
      assert.deepEqual(new Set(ways), new Set(step === undefined ? [] : [`node: ${step}`, `persistence: ${step}, from-node/static-pod`]));
      assert.equal(ways.length, step === undefined ? 0 : 32);
    });
  }
});

describe('attack paths in microservices-demo', SKIP, () => {
  it('lead from the frontend, and from everywhere else, to the store of the carts', () => {
    const all = withoutCloud(stories(read(/^microservices-demo\/release\/kubernetes-manifests\.yaml$/)));
    const way = 'inside/pod-network, inside/data-store';
    const services = [
      'frontend',
      'adservice',
      'currencyservice',
      'cartservice',
      'loadgenerator',
      'recommendationservice',
      'checkoutservice',
    ];
    services.push('emailservice', 'paymentservice', 'shippingservice', 'productcatalogservice');
    assert.deepEqual(
      all.sort(),
      [
        `the internet -> data: entry/exposed-workload, entry/exploited-program, ${way}`,
        `the internet (any) -> data: entry/exposed-workload, entry/exploited-program, ${way}`,
        ...services.map((name) => `Deployment default/${name} -> data: ${way}`),
        'Deployment default/redis-cart -> data: inside/data-store',
      ].sort(),
    );
  });
});

describe('attack paths in argo-cd', SKIP, () => {
  const inventory = read(/^argo-cd\/manifests\/install\.yaml$/);
  const all = withoutCloud(stories(inventory, 'argocd'));

  it('are none from the internet, to which nothing is offered', () => {
    assert.ok(all.every((story) => !story.startsWith('the internet')));
  });

  it('lead from its workloads to what their rights, policies and Secrets give', () => {
    assert.deepEqual(
      all.filter((story) => /^(?:Deployment|StatefulSet)/.test(story) && !/-> (?:control-plane|kube-system|node|persistence):/.test(story)),
      ARGO,
    );
  });
});

const ARGO = [
  'Deployment argocd/argocd-applicationset-controller -> all-secrets: inside/service-account-token',
  'Deployment argocd/argocd-applicationset-controller -> namespace-secrets: inside/service-account-token',
  'Deployment argocd/argocd-dex-server -> namespace-secrets: inside/service-account-token',
  'Deployment argocd/argocd-notifications-controller -> namespace-secrets: inside/service-account-token',
  'Deployment argocd/argocd-redis -> data: inside/data-store',
  // The policy for Redis lets in the server, the repo server and the controller, which are given the password as well.
  'Deployment argocd/argocd-repo-server -> data: inside/pod-network, inside/mounted-secret, inside/data-store',
  // Its ClusterRole patches everything, running pods of the controller among it.
  'Deployment argocd/argocd-server -> cluster-admin: inside/service-account-token, api/ephemeral-container, inside/service-account-token, api/full-rights',
  'Deployment argocd/argocd-server -> all-secrets: inside/service-account-token, api/ephemeral-container, inside/service-account-token',
  'Deployment argocd/argocd-server -> data: inside/service-account-token, api/ephemeral-container, inside/data-store',
  'Deployment argocd/argocd-server -> namespace-secrets: inside/service-account-token',
  // Bound to a ClusterRole with every verb on everything.
  'StatefulSet argocd/argocd-application-controller -> cluster-admin: inside/service-account-token, api/full-rights',
  'StatefulSet argocd/argocd-application-controller -> all-secrets: inside/service-account-token',
  'StatefulSet argocd/argocd-application-controller -> data: inside/service-account-token, api/full-rights',
  'StatefulSet argocd/argocd-application-controller -> namespace-secrets: inside/service-account-token',
];
