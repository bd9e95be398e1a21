import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';
import { brokenFieldsNamed } from '../from-pod-security.ts';

export const hostPid: Check = defineCheck({
  id: 'pod/host-pid',
  title: 'Pod sees the processes of its node',
  severity: 'high',
  on: 'pod',
  why: 'All processes of the node are visible with their command lines and environment, secrets included; together with ptrace or root they can be taken over.',
  remedy: 'Remove hostPID, or set it to false.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.3'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {
    trivy: ['KSV010', 'AVD-KSV-0010'],
    kubescape: ['C-0038'],
    checkov: ['CKV_K8S_17'],
    'kube-linter': ['host-pid'],
    polaris: ['hostPIDSet'],
    kubesec: ['HostPID'],
  },
  fix: setField(false, 'a program that looks at processes of the node', { risky: true }),
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const path of brokenFieldsNamed('hostNamespaces', 'hostPID', pod, kubernetesVersion)) yield { path, message: 'hostPID is true' };
  },
});
