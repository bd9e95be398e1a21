import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

/** Files that say what the machine is and hold nothing secret. */
const HARMLESS =
  /^\/etc\/(?:localtime|timezone|os-release|machine-id|resolv\.conf|hostname|ssl\/certs(?:\/\S*)?|ca-certificates(?:\/\S*)?|pki\/ca-trust(?:\/\S*)?)$/;

export const hostPathEtc: Check = defineCheck({
  id: 'pod/host-path-etc',
  title: 'Pod mounts system configuration of its node',
  severity: 'high',
  on: 'pod',
  why: "/etc holds accounts, password hashes, keys and, when writable, the ways to run a command as root on the node: cron tables, service units, the loader's preload list.",
  remedy:
    'Remove the volume; put configuration into a ConfigMap. Mount single harmless files, such as /etc/localtime, with type File and readOnly.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.11'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611'],
    microsoft: ['MS-TA9013'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['KSV023', 'AVD-KSV-0023'], kubescape: ['C-0048'], 'kube-linter': ['sensitive-host-mounts'], polaris: ['hostPathSet'] },
  evaluate: ({ pod }) => hostPathViolations(pod, 'etc', ({ path, isWritable }) => !isWritable && HARMLESS.test(path)),
});
