import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

/** Plugins meet the kubelet in these folders; they hold sockets and no secrets. */
const MEETING_PLACES = /^\/var\/lib\/kubelet\/(?:plugins|plugins_registry|device-plugins|pod-resources)(?:\/|$)/;

export const hostPathKubelet: Check = defineCheck({
  id: 'pod/host-path-kubelet',
  title: 'Pod mounts the state of the kubelet or of the container runtime',
  severity: 'critical',
  on: 'pod',
  why: 'The state of kubelet and runtime holds the tokens and secrets of every pod on the node, its own client key, and the root file systems of all containers.',
  remedy:
    'Remove the volume, or narrow it to the plugin folder that a CSI or device plugin needs (below /var/lib/kubelet/plugins, plugins_registry or device-plugins).',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.11'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611', 'T1552.001'],
    microsoft: ['MS-TA9013'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['KSV023', 'AVD-KSV-0023'], kubescape: ['C-0048'], 'kube-linter': ['sensitive-host-mounts'], polaris: ['hostPathSet'] },
  evaluate: ({ pod }) => hostPathViolations(pod, 'kubelet', ({ path }) => MEETING_PLACES.test(path)),
});
