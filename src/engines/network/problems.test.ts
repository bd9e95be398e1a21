import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkFromYaml } from '../../../test/network-from-yaml.ts';
import { formatFieldPath } from '../../core/index.ts';

const PODS = ['shop/web app=web', 'shop/db app=db'];

function problemsOf(spec: string, kind = 'NetworkPolicy'): { readonly said: string[]; readonly verdict: string } {
  const group = kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : 'policy.networking.k8s.io/v1alpha2';
  const namespace = kind === 'NetworkPolicy' ? ', namespace: shop' : '';
  const { connectivity, ask } = networkFromYaml(
    PODS,
    `{apiVersion: ${group}, kind: ${kind}, metadata: {name: rule${namespace}}, spec: ${spec}}`,
  );
  return {
    said: connectivity.network.problems.map(({ code, path }) => `${code} ${formatFieldPath(path)}`),
    verdict: ask('shop/web -> shop/db'),
  };
}

const ingress = (rule: string): string => `{podSelector: {}, ingress: [${rule}]}`;
const cluster = (rule: string, rest = 'tier: Admin, priority: 1, subject: {namespaces: {}}'): string => `{${rest}, ingress: [${rule}]}`;

describe('a policy that the API server refuses', () => {
  const refused: Readonly<Record<string, string>> = {
    [ingress('{from: [{ipBlock: {cidr: 10.0.0.0/33}}]}')]: 'invalid-cidr spec.ingress[0].from[0].ipBlock.cidr',
    [ingress('{from: [{ipBlock: {cidr: 10.0.0.0/24, except: [10.0.1.0/26]}}]}')]:
      'except-outside-block spec.ingress[0].from[0].ipBlock.except[0]',
    [ingress('{from: [{ipBlock: {cidr: 10.0.0.0/24, except: [10.0.0.0/24]}}]}')]:
      'except-outside-block spec.ingress[0].from[0].ipBlock.except[0]',
    [ingress('{ports: [{port: 443, endPort: 80}]}')]: 'end-port-below-port spec.ingress[0].ports[0].endPort',
    [ingress('{ports: [{endPort: 80}]}')]: 'end-port-without-port spec.ingress[0].ports[0].endPort',
    [ingress('{ports: [{port: http, endPort: 80}]}')]: 'end-port-without-port spec.ingress[0].ports[0].endPort',
    [ingress('{ports: [{port: 80, protocol: ICMP}]}')]: 'unknown-protocol spec.ingress[0].ports[0].protocol',
    [ingress('{ports: [{port: "80"}]}')]: 'invalid-port spec.ingress[0].ports[0].port',
    [ingress('{ports: [{port: 70000}]}')]: 'invalid-port spec.ingress[0].ports[0].port',
    [ingress('{from: [{}]}')]: 'invalid-peer spec.ingress[0].from[0]',
    [ingress('{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}')]: 'invalid-peer spec.ingress[0].from[0]',
    '{podSelector: {matchExpressions: [{key: app, operator: Is, values: [a]}]}}':
      'unknown-operator spec.podSelector.matchExpressions[0].operator',
    '{podSelector: {matchExpressions: [{key: app, operator: In}]}}': 'invalid-selector spec.podSelector.matchExpressions[0].values',
    '{podSelector: {}, policyTypes: [Inbound]}': 'unknown-policy-type spec.policyTypes[0]',
    '{podSelector: {}, ingress: [{ports: [{port: 80, endPort: "90"}]}]}': 'wrong-type spec.ingress[0].ports[0].endPort',
  };
  for (const [spec, expected] of Object.entries(refused)) {
    it(`is in no cluster, so it closes nothing: ${expected}`, () => {
      assert.deepEqual(problemsOf(spec), { said: [expected], verdict: 'allow' });
    });
  }

  it('is refused for the kinds of the policy API as well', () => {
    const kind = 'ClusterNetworkPolicy';
    const deny = '{action: Deny, from: [{namespaces: {}}]}';
    assert.deepEqual(problemsOf(cluster(deny), kind), { said: [], verdict: 'deny' });
    assert.deepEqual(problemsOf(cluster(deny.replace('Deny', 'Drop')), kind), {
      said: ['unknown-action spec.ingress[0].action'],
      verdict: 'allow',
    });
    assert.deepEqual(problemsOf(cluster('{action: Deny, from: []}'), kind), {
      said: ['invalid-peer spec.ingress[0].from'],
      verdict: 'allow',
    });
    const priority = problemsOf(cluster(deny, 'tier: Admin, priority: 1001, subject: {namespaces: {}}'), kind);
    assert.deepEqual(priority, { said: ['invalid-priority spec.priority'], verdict: 'allow' });
    const tier = problemsOf(cluster(deny, 'tier: Top, priority: 1, subject: {namespaces: {}}'), kind);
    assert.deepEqual(tier, { said: ['unknown-tier spec.tier'], verdict: 'allow' });
    const ports = problemsOf(
      cluster('{action: Deny, from: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {range: {start: 90, end: 80}}}}]}'),
      kind,
    );
    assert.deepEqual(ports, { said: ['end-port-below-port spec.ingress[0].protocols[0].tcp.destinationPort.range.end'], verdict: 'allow' });
    const many = problemsOf(cluster(Array.from({ length: 26 }, () => deny).join()), kind);
    assert.deepEqual(many, { said: ['too-many spec.ingress'], verdict: 'allow' });
  });

  it('is refused for a baseline under another name', () => {
    const baseline = problemsOf(
      '{subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}',
      'BaselineAdminNetworkPolicy',
    );
    assert.deepEqual(baseline, { said: ['invalid-name metadata.name'], verdict: 'allow' });
  });

  it('leaves the others in force', () => {
    const policy = (name: string, cidr: string): string =>
      `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: ${name}, namespace: shop}, spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: ${cidr}}}]}]}}`;
    const { connectivity, ask } = networkFromYaml(PODS, `${policy('broken', '10.0.0.0/8/8')}\n---\n${policy('good', '203.0.113.0/24')}`);
    assert.deepEqual(
      connectivity.network.policies.map(({ name }) => name),
      ['good'],
    );
    assert.equal(ask('shop/web -> shop/db'), 'deny');
    assert.equal(ask('203.0.113.7 -> shop/db'), 'allow');
  });
});

describe('a peer of a kind that is not known', () => {
  it('fails closed: accepting rules match nothing, others deny everything', () => {
    const kind = 'ClusterNetworkPolicy';
    for (const [action, verdict] of [
      ['Accept', 'allow'],
      ['Deny', 'deny'],
      ['Pass', 'deny'],
    ]) {
      const { said, verdict: found } = problemsOf(cluster(`{action: ${action}, from: [{galaxies: {}}]}`), kind);
      assert.deepEqual([said, found], [['fails-closed spec.ingress[0].from'], verdict]);
    }
  });
});

describe('policies of other projects', () => {
  it('are named with the pods they could be about', () => {
    const yaml = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: own, namespace: shop}
spec: {endpointSelector: {matchLabels: {app: db}}}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: mesh, namespace: shop}
spec: {selector: {matchLabels: {app: web}}}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: all}
spec: {selector: has(app)}`;
    const { network } = networkFromYaml(PODS, yaml).connectivity;
    assert.deepEqual(
      network.problems.map(({ code, object, pods }) => [code, object.kind, pods]),
      [
        ['not-evaluated', 'CiliumNetworkPolicy', ['shop/db[Pod]']],
        ['not-evaluated', 'GlobalNetworkPolicy', undefined],
        ['not-evaluated', 'AuthorizationPolicy', ['shop/web[Pod]']],
      ],
    );
  });
});
