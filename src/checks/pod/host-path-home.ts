import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

export const hostPathHome: Check = defineCheck({
  id: 'pod/host-path-home',
  title: 'Pod mounts home folders of its node',
  severity: 'high',
  on: 'pod',
  why: "Home folders hold SSH keys, kubeconfigs and cloud credentials; an authorized_keys file written there opens the node to the attacker's own login.",
  remedy: 'Remove the volume; give the pod a Secret with the one key that it needs.',
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
  unseen: 'It takes a manifest that mounts /root or /home; none of the published ones that were looked at does.',
  evaluate: ({ pod }) => hostPathViolations(pod, 'home'),
});
