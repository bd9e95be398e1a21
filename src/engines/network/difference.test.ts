import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkFromYaml } from '../../../test/network-from-yaml.ts';
import { type Difference, type DifferenceEnd, difference, formatAddresses, formatPorts } from './index.ts';

const PODS = ['shop/web app=web', 'shop/db app=db'];
const policy = (spec: string): string =>
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: rule, namespace: shop}, spec: ${spec}}`;
const OPEN = policy('{podSelector: {matchLabels: {app: none}}}');

function compare(before: readonly [readonly string[], string], after: readonly [readonly string[], string]): Difference {
  return difference(networkFromYaml(...before).connectivity, networkFromYaml(...after).connectivity);
}

function nameOf(end: DifferenceEnd): string {
  if (end.kind === 'workload') return end.name;
  return end.kind === 'entry' ? 'entry' : formatAddresses(end.addresses);
}

function said({ flows }: Difference): string[] {
  return flows.map(({ from, to, opened, closed }) => `${nameOf(from)} => ${nameOf(to)}: +${formatPorts(opened)} -${formatPorts(closed)}`);
}

describe('the difference of two clusters', () => {
  it('is nothing between equal ones', () => {
    assert.deepEqual(said(compare([PODS, OPEN], [PODS, OPEN])), []);
  });

  it('holds what opens and closes, with what decides before and after', () => {
    const closed = policy('{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}], ports: [{port: 5432}]}]}');
    const result = compare([PODS, OPEN], [PODS, closed]);
    const all = '0.0.0.0-255.255.255.255, ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';
    assert.deepEqual(said(result), [
      'shop/web[Pod] => shop/db[Pod]: +none -TCP 1-5431,5433-65535,UDP 1-65535,SCTP 1-65535',
      `${all} => shop/db[Pod]: +none -all`,
    ]);
    const [first] = result.flows;
    assert.ok(first);
    const why = result.explain(first);
    assert.deepEqual([why?.protocol, why?.port, why?.before?.verdict, why?.after?.verdict], ['TCP', 1, 'allow', 'deny']);
    const [ground] = why?.after?.ingress?.grounds ?? [];
    assert.equal(ground?.kind === 'isolation' && ground.policies[0]?.name, 'rule');
  });

  it('names workloads that one side does not have', () => {
    const result = compare([PODS, OPEN], [[...PODS, 'shop/new app=new'], OPEN]);
    assert.equal(result.flows.length, 6);
    assert.ok(result.flows.every(({ added, removed }) => added.join() === 'shop/new[Pod]' && removed.length === 0));
  });

  it('holds ways in', () => {
    const service = (type: string): string =>
      `{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {type: ${type}, selector: {app: web}, ports: [{port: 80}]}}`;
    assert.deepEqual(said(compare([PODS, service('ClusterIP')], [PODS, service('NodePort')])), ['entry => shop/web[Pod]: +TCP 80 -none']);
  });
});
