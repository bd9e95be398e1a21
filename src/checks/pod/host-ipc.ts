import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';
import { brokenFieldsNamed } from '../from-pod-security.ts';

export const hostIpc: Check = defineCheck({
  id: 'pod/host-ipc',
  title: 'Pod shares the memory segments of its node',
  severity: 'high',
  on: 'pod',
  why: 'Shared memory and message queues of every process on the node, other tenants included, can be read and written.',
  remedy: 'Remove hostIPC, or set it to false.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.4'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {
    trivy: ['KSV008', 'AVD-KSV-0008'],
    kubescape: ['C-0038'],
    checkov: ['CKV_K8S_18'],
    'kube-linter': ['host-ipc'],
    polaris: ['hostIPCSet'],
    kubesec: ['HostIPC'],
  },
  fix: setField(false, 'a program that shares memory with processes of the node', { risky: true }),
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const path of brokenFieldsNamed('hostNamespaces', 'hostIPC', pod, kubernetesVersion)) yield { path, message: 'hostIPC is true' };
  },
});
