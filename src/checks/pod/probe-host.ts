import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';
import { brokenFields, ownerOf } from '../from-pod-security.ts';

export const probeHost: Check = defineCheck({
  id: 'pod/probe-host',
  title: 'Kubelet is sent elsewhere by a probe',
  severity: 'medium',
  on: 'pod',
  why: "Probes and lifecycle hooks with a host of their own make the kubelet call any address that it can reach, from the network of the node: other pods, the node itself, the cloud's metadata service.",
  remedy: 'Remove host; the probe goes to the pod by itself.',
  standards: { 'pod-security': ['baseline'], nsa: ['pod-security-enforcement'], owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  fix: removeField('probes of something that is not the pod', { risky: true }),
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const { path, value } of brokenFields('hostProbesAndHostLifecycle', pod, kubernetesVersion))
      yield { path, message: `a probe or hook of ${ownerOf(pod, path)} goes to ${String(value)}` };
  },
});
