import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkFromYaml, type YamlNetwork } from '../../../test/network-from-yaml.ts';
import { describeEdit } from '../../core/index.ts';
import { type Decision, type Endpoint, formatPorts, type Ground, type Judgement } from './index.ts';

const PODS = ['shop/web app=web pod-template-hash=abc', 'shop/db app=db', 'lab/trial app=trial'];
const policy = (name: string, spec: string): string =>
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: ${name}, namespace: shop}, spec: ${spec}}`;
const DATABASE = policy(
  'database',
  '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}, {podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}, {port: 5432}]}]}',
);
const CLOSED = policy('closed', '{podSelector: {}, policyTypes: [Ingress]}');

function decide({ connectivity, end }: YamlNetwork, from: string, to: string, port: number): Decision {
  return connectivity.decide(end(from), end(to), 'TCP', port);
}

function said(judgement: Judgement | undefined): string[] {
  return (judgement?.grounds ?? []).map((ground: Ground) => {
    if (ground.kind === 'isolation') return `closed by ${ground.policies.map(({ name }) => name).join(' and ')}`;
    if (ground.kind !== 'rules') return ground.kind;
    return ground.matches
      .map(({ rule, peer, port }) => `${rule.policy.name} ${rule.direction} rule ${rule.index} peer ${peer} port ${port}`)
      .join(' and ');
  });
}

describe('the proof of an answer', () => {
  it('names policy, rule, peer and port', () => {
    const { egress, ingress, verdict } = decide(networkFromYaml(PODS, `${DATABASE}\n---\n${CLOSED}`), 'shop/web', 'shop/db', 5432);
    assert.deepEqual([verdict, said(egress), said(ingress)], ['allow', ['default'], ['database ingress rule 0 peer 1 port 1']]);
  });

  it('names every policy that closes the pod where none opens it', () => {
    const { ingress } = decide(networkFromYaml(PODS, `${DATABASE}\n---\n${CLOSED}`), 'lab/trial', 'shop/db', 5432);
    assert.deepEqual(said(ingress), ['closed by database and closed']);
  });

  it('names the rules that pass, and the tier that decides after them', () => {
    const admin = `{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: top}, spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Pass, from: [{namespaces: {}}]}, {action: Deny, from: [{namespaces: {}}]}]}}`;
    const { ingress, verdict } = decide(networkFromYaml(PODS, `${DATABASE}\n---\n${admin}`), 'shop/web', 'shop/db', 80);
    assert.deepEqual([verdict, said(ingress)], ['allow', ['database ingress rule 0 peer 1 port 0']]);
    assert.deepEqual(
      ingress?.passed.map(({ rule }) => `${rule.policy.name} ${rule.index}`),
      ['top 0'],
    );
  });
});

describe('the nearest miss', () => {
  const missed = (yaml: string, from: string, port: number): string[] =>
    decide(networkFromYaml(PODS, yaml), from, 'shop/db', port).nearestMiss.map(
      ({ kind, policy: { name }, edit }) => `${kind} ${name}: ${describeEdit(edit)}`,
    );

  it('is a port where the peer is known, a peer where the port is, else a rule', () => {
    assert.deepEqual(missed(DATABASE, 'shop/web', 443), ['add-port database: add {"protocol":"TCP","port":443} to spec.ingress[0].ports']);
    assert.deepEqual(missed(DATABASE, 'lab/trial', 80), ['add-peer database: add a new value to spec.ingress[0].from']);
    assert.deepEqual(missed(CLOSED, 'shop/web', 80), ['add-rule closed: add a new value to spec.ingress']);
    assert.deepEqual(missed(DATABASE, 'shop/web', 80), []);
  });

  it('leaves out labels that the next version will not have', () => {
    const [change] = decide(networkFromYaml(PODS, CLOSED), 'shop/web', 'shop/db', 80).nearestMiss;
    assert.ok(change?.edit.kind === 'add');
    assert.deepEqual(change.edit.value, {
      from: [
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, podSelector: { matchLabels: { app: 'web' } } },
      ],
      ports: [{ protocol: 'TCP', port: 80 }],
    });
  });

  it('has a change for each end that is closed', () => {
    const closed = policy('both', '{podSelector: {}, policyTypes: [Ingress, Egress]}');
    assert.deepEqual(
      decide(networkFromYaml(PODS, closed), 'shop/web', 'shop/db', 80).nearestMiss.map(({ direction }) => direction),
      ['egress', 'ingress'],
    );
  });
});

describe('questions about sets', () => {
  it('split the ports of a flow by what decides', () => {
    const { connectivity, end } = networkFromYaml(PODS, DATABASE);
    const found = connectivity
      .explain(end('shop/web'), end('shop/db'))
      .map(({ ports, decision }) => `${decision.verdict} ${formatPorts(ports)}`);
    assert.deepEqual(found, ['deny TCP 1-79,81-5431,5433-65535,UDP 1-65535,SCTP 1-65535', 'allow TCP 80,5432']);
  });

  it('are asked about pods that do not exist', () => {
    const { connectivity, end } = networkFromYaml(PODS, DATABASE);
    const imagine = (namespace: string): Endpoint => ({
      kind: 'imagined',
      pod: { namespace, namespaceLabels: {}, labels: { app: 'web' }, ports: [] },
    });
    assert.equal(formatPorts(connectivity.allowed(imagine('shop'), end('shop/db')).certain), 'TCP 80,5432');
    assert.equal(formatPorts(connectivity.allowed(imagine('lab'), end('shop/db')).possible), 'none');
    assert.equal(connectivity.decide(imagine('shop'), end('shop/db'), 'TCP', 80).verdict, 'allow');
  });

  it('are asked about many addresses at once', () => {
    const { connectivity, end } = networkFromYaml(
      PODS,
      policy('out', '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}'),
    );
    const { certain, possible } = connectivity.allowed(end('shop/web'), end('external'));
    assert.deepEqual([formatPorts(certain), formatPorts(possible)], ['none', 'all']);
    assert.deepEqual(connectivity.decide(end('shop/web'), end('external'), 'TCP', 80).doubts, ['different-parts']);
    assert.equal(connectivity.matrix('namespace').bundles.length, 2);
  });
});
