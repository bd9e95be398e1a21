/** Questions about manifests of others, with answers that were found by reading their policies. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runSeawall } from '../e2e/run-seawall.ts';
import { conformancePath, skipWithout } from './data.ts';

const CWD = import.meta.dirname;
const DEMO = 'corpora/microservices-demo';
const ARGO = ['-f', conformancePath('corpora/argo-cd/manifests/install.yaml')];
const OPEN = ['-f', conformancePath(DEMO, 'release/kubernetes-manifests.yaml')];
const CLOSED = [...OPEN, '-f', conformancePath(DEMO, 'kustomize/components/network-policies')];
const GOAT = ['-f', conformancePath('corpora/kubernetes-goat')];

const FLOWS: readonly (readonly [from: readonly string[], flow: string, verdict: string])[] = [
  // Redis lets in three programs, on one port, and nothing restricts what they send.
  [ARGO, 'argocd/argocd-server argocd/argocd-redis:6379', 'allow'],
  [ARGO, 'argocd/argocd-repo-server argocd/argocd-redis:6379', 'allow'],
  [ARGO, 'argocd/argocd-application-controller argocd/argocd-redis:6379', 'allow'],
  [ARGO, 'argocd/argocd-server argocd/argocd-redis:6380', 'deny'],
  [ARGO, 'argocd/argocd-dex-server argocd/argocd-redis:6379', 'deny'],
  [ARGO, 'internet argocd/argocd-redis:6379', 'deny'],
  // Ports of metrics are open to all pods, and to no address outside.
  [ARGO, 'argocd/argocd-redis argocd/argocd-dex-server:5558', 'allow'],
  [ARGO, 'internet argocd/argocd-dex-server:5558', 'deny'],
  [ARGO, 'argocd/argocd-redis argocd/argocd-dex-server:5556', 'deny'],
  [ARGO, 'internet argocd/argocd-server:8080', 'allow'],
  [ARGO, 'argocd/argocd-redis metadata:80', 'allow'],
  [ARGO, 'argocd/argocd-notifications-controller argocd/argocd-repo-server:8081', 'allow'],
  [ARGO, 'argocd/argocd-redis argocd/argocd-repo-server:8081', 'deny'],
  // Without policies everything is open.
  [OPEN, 'default/loadgenerator default/redis-cart:6379', 'allow'],
  // With them, only what the shop needs.
  [CLOSED, 'default/loadgenerator default/redis-cart:6379', 'deny'],
  [CLOSED, 'default/cartservice default/redis-cart:6379', 'allow'],
  [CLOSED, 'default/frontend default/cartservice:7070', 'allow'],
  [CLOSED, 'default/frontend default/paymentservice:50051', 'deny'],
  [CLOSED, 'default/checkoutservice default/paymentservice:50051', 'allow'],
  [CLOSED, 'internet svc/default/frontend-external:80', 'allow'],
  [CLOSED, 'internet default/cartservice:7070', 'deny'],
  [CLOSED, 'default/loadgenerator default/frontend:8080', 'allow'],
  // No policy is there.
  [GOAT, 'internet default/health-check-deployment:80', 'allow'],
  [GOAT, 'big-monolith/hunger-check-deployment default/build-code-deployment:3000', 'allow'],
];

describe('questions about the network of real manifests', { skip: skipWithout('corpora') }, () => {
  for (const [from, flow, verdict] of FLOWS) {
    it(`${flow}: ${verdict}`, () => {
      const { stdout, stderr } = runSeawall(['net', 'can', ...flow.split(' '), ...from, '--format', 'json'], { cwd: CWD });
      assert.notEqual(stdout, '', stderr);
      assert.equal(JSON.parse(stdout).answers[0].verdict, verdict);
    });
  }

  it('what the internet reaches', () => {
    const exposed = (from: readonly string[]): string[] =>
      JSON.parse(runSeawall(['net', 'exposed', ...from, '--format', 'json'], { cwd: CWD }).stdout).answers[0].exposed.map(
        ({ workload, beyond }: { workload: string; beyond: unknown[] }) => `${workload} and ${beyond.length} more`,
      );
    assert.deepEqual(exposed(OPEN), ['Deployment default/frontend and 11 more']);
    // Nothing lets anybody into the load generator.
    assert.deepEqual(exposed(CLOSED), ['Deployment default/frontend and 10 more']);
    assert.deepEqual(exposed(ARGO), []);
  });
});
