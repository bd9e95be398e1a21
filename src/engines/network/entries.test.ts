import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkFromYaml } from '../../../test/network-from-yaml.ts';
import { formatPorts, reachThroughEntries } from './index.ts';

const PODS = ['shop/web app=web', 'shop/db app=db', 'infra/gate app=gate'];
const service = (name: string, spec: string, namespace = 'shop'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}`;
const WEB = service(
  'web',
  '{selector: {app: web}, ports: [{name: main, port: 80, targetPort: http}, {name: other, port: 81, targetPort: 8181}]}',
);

function entered(...documents: readonly string[]): string[] {
  const { connectivity } = networkFromYaml(PODS, documents.join('\n---\n'));
  return reachThroughEntries(connectivity).map(
    ({ entry, pod, reach }) => `${entry.kind} ${pod.name}: ${formatPorts(reach.certain)}; ${formatPorts(reach.possible)}`,
  );
}

describe('the ways in from outside', () => {
  it('are Services that open a port, at the ports of the pods', () => {
    assert.deepEqual(entered(WEB), []);
    assert.deepEqual(entered(WEB.replace('{selector', '{type: NodePort, selector')), ['NodePort web: TCP 8080,8181; TCP 8080,8181']);
    assert.deepEqual(entered(service('web', '{type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: absent}]}')), []);
    assert.deepEqual(entered(service('web', '{type: ExternalName, externalName: example.com}')), []);
    assert.deepEqual(entered(service('none', '{type: NodePort, ports: [{port: 80}]}')), []);
    assert.deepEqual(entered(service('web', '{externalIPs: [203.0.113.1], selector: {app: web}, ports: [{port: 90}]}')), [
      'ExternalIP web: TCP 90; TCP 90',
    ]);
  });

  it('are open as far as policies let their sources in', () => {
    const open = WEB.replace('{selector', '{type: LoadBalancer, selector');
    const policy = (from: string): string =>
      `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: rule, namespace: shop}, spec: {podSelector: {}, ingress: [{from: [${from}], ports: [{port: http}]}]}}`;
    assert.deepEqual(entered(open, policy('{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: "::/0"}}')), [
      'LoadBalancer web: none; TCP 8080,8181',
    ]);
    const local = open.replace('{type', '{externalTrafficPolicy: Local, type');
    assert.deepEqual(entered(local, policy('{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: "::/0"}}')), [
      'LoadBalancer web: TCP 8080; TCP 8080',
    ]);
    assert.deepEqual(entered(local, policy('{podSelector: {}}')), ['LoadBalancer web: none; none']);
  });

  it('are Ingresses, by the name or the number of the port of the Service', () => {
    const ingress = (port: string): string =>
      `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: front, namespace: shop}, spec: {rules: [{http: {paths: [{backend: {service: {name: web, port: ${port}}}}]}}]}}`;
    assert.deepEqual(entered(WEB, ingress('{name: main}')), ['Ingress web: TCP 8080; TCP 8080']);
    assert.deepEqual(entered(WEB, ingress('{number: 81}')), ['Ingress web: TCP 8181; TCP 8181']);
    assert.deepEqual(entered(WEB, ingress('{number: 8080}')), []);
  });

  it('are routes of the Gateway API, into another namespace only where it is granted', () => {
    const route = (kind: string, namespace: string): string =>
      `{apiVersion: gateway.networking.k8s.io/v1, kind: ${kind}, metadata: {name: front, namespace: ${namespace}}, spec: {rules: [{backendRefs: [{name: web, namespace: shop, port: 80}]}]}}`;
    const grant =
      '{apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: {name: let, namespace: shop}, spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: infra}], to: [{group: "", kind: Service}]}}';
    for (const kind of ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'])
      assert.deepEqual(entered(WEB, route(kind, 'shop')), [`${kind} web: TCP 8080; TCP 8080`]);
    assert.deepEqual(entered(WEB, route('UDPRoute', 'shop')), []);
    const names = service('web', '{selector: {app: web}, ports: [{port: 80, protocol: UDP}, {port: 80}]}');
    assert.deepEqual(entered(names, route('UDPRoute', 'shop')), ['UDPRoute web: UDP 80; UDP 80']);
    const mesh = route('HTTPRoute', 'shop').replace('{rules', '{parentRefs: [{kind: Service, name: web}], rules');
    assert.deepEqual(entered(WEB, mesh), []);
    assert.deepEqual(entered(WEB, route('HTTPRoute', 'infra')), []);
    assert.deepEqual(entered(WEB, route('HTTPRoute', 'infra'), grant), ['HTTPRoute web: TCP 8080; TCP 8080']);
    assert.deepEqual(entered(WEB, route('GRPCRoute', 'infra'), grant), []);
  });

  it('are named where they lead nowhere', () => {
    const { connectivity } = networkFromYaml(
      PODS,
      '{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: front, namespace: shop}, spec: {defaultBackend: {service: {name: gone, port: {number: 80}}}}}',
    );
    assert.deepEqual(
      connectivity.network.problems.map(({ code, message }) => `${code} ${message}`),
      ['not-found Ingress front leads to Service shop/gone, which is not among the objects'],
    );
  });
});
