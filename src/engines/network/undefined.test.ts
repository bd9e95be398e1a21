import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkFromYaml, type YamlNetwork } from '../../../test/network-from-yaml.ts';
import { hasPort, type NetworkOptions } from './index.ts';

const PODS = ['shop/web app=web @10.1.0.4', 'shop/db app=db @10.1.0.5', 'shop/other app=other', 'kube-system/proxy app=proxy host'];

function network(spec: string, more = '', options: NetworkOptions = {}): YamlNetwork {
  const policy = `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: rule, namespace: shop}, spec: ${spec}}`;
  return networkFromYaml(PODS, `${policy}\n---\n${more}`, options);
}

function doubts({ connectivity, end }: YamlNetwork, from: string, to: string, protocol = 'TCP', port = 8080): readonly string[] {
  const decision = connectivity.decide(end(from), end(to), protocol, port);
  return [decision.verdict, ...decision.doubts];
}

describe('what upstream leaves open', () => {
  it('is answered so, with the reason, where a pod connects to itself', () => {
    const closed = network('{podSelector: {}, ingress: []}');
    assert.deepEqual(doubts(closed, 'shop/web', 'shop/web'), ['undefined', 'loopback']);
    assert.deepEqual(doubts(network('{podSelector: {matchLabels: {app: db}}}'), 'shop/web', 'shop/web'), ['allow']);
  });

  it('concerns pods on the network of their node at either end', () => {
    const closed = network('{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [], egress: []}');
    assert.deepEqual(doubts(closed, 'kube-system/proxy', 'shop/web'), ['undefined', 'own-node']);
    assert.deepEqual(doubts(closed, 'shop/web', 'kube-system/proxy'), ['deny']);
    const chosen = network('{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}]}]}');
    assert.deepEqual(doubts(chosen, 'shop/web', 'kube-system/proxy'), ['undefined', 'host-network']);
  });

  it('concerns blocks of addresses that hold pods, and no others', () => {
    const block = (cidr: string): YamlNetwork =>
      network(`{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: ${cidr}}}]}]}`);
    assert.deepEqual(doubts(block('10.1.0.0/24'), 'shop/web', 'shop/db'), ['undefined', 'ip-block']);
    assert.deepEqual(doubts(block('10.2.0.0/24'), 'shop/web', 'shop/db'), ['deny']);
    assert.deepEqual(doubts(block('10.2.0.0/24'), 'shop/other', 'shop/db'), ['undefined', 'ip-block']);
    assert.deepEqual(doubts(block('203.0.113.0/24'), 'shop/other', 'shop/db'), ['deny']);
    const known = network('{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: 10.2.0.0/24}}]}]}', '', {
      podRanges: ['10.1.0.0/16'],
    });
    assert.deepEqual(doubts(known, 'shop/other', 'shop/db'), ['deny']);
  });

  it('concerns protocols that policies cannot name', () => {
    const closed = network('{podSelector: {matchLabels: {app: db}}, ingress: []}');
    assert.deepEqual(doubts(closed, 'shop/web', 'shop/db', 'ICMP'), ['undefined', 'other-protocol']);
    assert.deepEqual(doubts(closed, 'shop/web', 'shop/other', 'ICMP'), ['allow']);
  });

  it('concerns policies of the same priority that contradict each other', () => {
    const cluster = (name: string, action: string, priority: number): string =>
      `{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: ${name}}, spec: {tier: Admin, priority: ${priority}, subject: {namespaces: {}}, ingress: [{action: ${action}, from: [{namespaces: {}}]}]}}`;
    const equal = network('{podSelector: {}}', `${cluster('a', 'Accept', 5)}\n---\n${cluster('b', 'Deny', 5)}`);
    assert.deepEqual(doubts(equal, 'shop/web', 'shop/db'), ['undefined', 'equal-priority']);
    assert.deepEqual(
      doubts(network('{podSelector: {}}', `${cluster('a', 'Accept', 4)}\n---\n${cluster('b', 'Deny', 5)}`), 'shop/web', 'shop/db'),
      ['allow'],
    );
  });

  it('is possible in sets of ports, and not certain', () => {
    const { connectivity, end } = network('{podSelector: {}, ingress: []}');
    const { certain, possible } = connectivity.allowed(end('kube-system/proxy'), end('shop/web'));
    assert.deepEqual([hasPort(certain, 'TCP', 80), hasPort(possible, 'TCP', 80)], [false, true]);
  });
});
