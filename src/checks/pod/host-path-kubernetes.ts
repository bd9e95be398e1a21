import { findComponents } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

export const hostPathKubernetes: Check = defineCheck({
  id: 'pod/host-path-kubernetes',
  title: 'Pod mounts the Kubernetes configuration of its node',
  severity: 'critical',
  on: 'pod',
  why: '/etc/kubernetes holds the kubeconfig of the kubelet or of the administrator, on control-plane nodes the keys of the cluster, and the folder from which the kubelet starts static pods.',
  remedy: "Remove the volume; talk to the API with the pod's own service account.",
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.11'],
    nsa: ['pod-security-enforcement', 'kubeconfig'],
    owasp: ['K01'],
    mitre: ['T1611', 'T1552.001'],
    microsoft: ['MS-TA9013', 'MS-TA9003'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['KSV023', 'AVD-KSV-0023'], kubescape: ['C-0048'], 'kube-linter': ['sensitive-host-mounts'], polaris: ['hostPathSet'] },
  *evaluate({ object, pod }) {
    // The control plane itself runs from static pods that mount their own certificates.
    if (object.namespace === 'kube-system' && findComponents(object).length > 0) return;
    yield* hostPathViolations(pod, 'kubernetes');
  },
});
