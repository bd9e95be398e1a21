import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';
import { brokenFields, ownerOf } from '../from-pod-security.ts';

export const hostPort: Check = defineCheck({
  id: 'pod/host-port',
  title: 'Container takes a port of its node',
  severity: 'medium',
  on: 'pod',
  why: 'A host port is open on the address of the node, past Services and in many clusters past NetworkPolicy; two such pods cannot share a node.',
  remedy: 'Remove hostPort and reach the pod through a Service.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.12'],
    nsa: ['network-policies'],
    owasp: ['K01', 'K07'],
    mitre: ['T1133'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['KSV024', 'AVD-KSV-0024'], kubescape: ['C-0044'], checkov: ['CKV_K8S_26'], polaris: ['hostPortSet'] },
  fix: removeField('clients that reach the pod through the node', { risky: true }),
  *evaluate({ pod }, { kubernetesVersion }) {
    if (pod.spec.hostNetwork === true) return;
    for (const { path, value } of brokenFields('hostPorts', pod, kubernetesVersion))
      yield { path, message: `${ownerOf(pod, path)} takes port ${String(value)} of the node` };
  },
});
