import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';
import { brokenFieldsNamed } from '../from-pod-security.ts';

export const hostNetwork: Check = defineCheck({
  id: 'pod/host-network',
  title: 'Pod shares the network of its node',
  severity: 'high',
  on: 'pod',
  why: 'The pod sees every interface of the node: it can listen to the traffic of other pods, reach services bound to localhost such as the kubelet, and is outside every NetworkPolicy.',
  remedy: 'Remove hostNetwork, or set it to false. What must be reached from outside belongs behind a Service or an Ingress.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.5'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611'],
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
  fix: setField(false, 'a program that uses the addresses of the node, and clients that reach it there', { risky: true }),
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const path of brokenFieldsNamed('hostNamespaces', 'hostNetwork', pod, kubernetesVersion))
      yield { path, message: 'hostNetwork is true' };
  },
});
