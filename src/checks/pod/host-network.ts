import { type Check, defineCheck } from '../define.ts';

export const hostNetwork: Check = defineCheck({
  id: 'pod/host-network',
  title: 'Pod shares the network of its node',
  severity: 'high',
  on: 'pod',
  why: 'The pod sees every interface of the node: it can listen in on traffic of other pods, reach services bound to localhost such as the kubelet, and is outside every NetworkPolicy.',
  remedy: 'Remove hostNetwork, or set it to false. A service that must be reached from outside belongs behind a Service or an Ingress.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.5'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611'],
    microsoft: ['MS-TA9013'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {
    trivy: ['KSV009', 'AVD-KSV-0009'],
    kubescape: ['C-0041'],
    checkov: ['CKV_K8S_19'],
    'kube-linter': ['host-network'],
    polaris: ['hostNetworkSet'],
    kubesec: ['HostNetwork'],
  },
  *evaluate({ pod }) {
    if (pod.spec.hostNetwork === true) yield { path: [...pod.path, 'hostNetwork'], message: 'hostNetwork is true' };
  },
});
