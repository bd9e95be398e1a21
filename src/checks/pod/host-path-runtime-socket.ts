import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

export const hostPathRuntimeSocket: Check = defineCheck({
  id: 'pod/host-path-runtime-socket',
  title: 'Pod mounts the socket of the container runtime',
  severity: 'critical',
  on: 'pod',
  why: 'Who may talk to the container runtime may start a privileged container beside this one: root on the node in one request. Mounting the socket read-only does not help.',
  remedy: 'Remove the volume. Build images with a rootless builder (BuildKit, Buildah, Kaniko); read logs and metrics through the API.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.11'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611', 'T1610'],
    microsoft: ['MS-TA9013'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {
    trivy: ['KSV006', 'AVD-KSV-0006'],
    kubescape: ['C-0074'],
    checkov: ['CKV_K8S_27'],
    'kube-linter': ['docker-sock'],
    polaris: ['hostPathSet'],
    kubesec: ['DockerSock'],
  },
  evaluate: ({ pod }) =>
    hostPathViolations(pod, 'socket').map((violation) => ({
      ...violation,
      message: violation.message.replace(/, (?:writable|read-only)$/, ''),
    })),
});
