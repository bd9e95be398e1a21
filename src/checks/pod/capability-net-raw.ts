import { addedCapabilities, drops } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';

export const capabilityNetRaw: Check = defineCheck({
  id: 'pod/capability-net-raw',
  title: 'Container may forge network packets',
  severity: 'medium',
  on: 'container',
  why: 'NET_RAW is among the default capabilities: without dropping it, a container can answer for other addresses (ARP, DNS) and listen to traffic that is not meant for it.',
  remedy: 'Drop ALL, or at least NET_RAW, in securityContext.capabilities.drop.',
  standards: {
    cis: ['5.2.8'],
    nsa: ['hardened-containers'],
    owasp: ['K01', 'K07'],
    microsoft: ['MS-TA9036'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: {
    trivy: ['KSV119', 'AVD-KSV-0119'],
    checkov: ['CKV_K8S_28'],
    'kube-linter': ['drop-net-raw-capability'],
    kubescape: ['C-0046'],
    polaris: ['insecureCapabilities'],
  },
  *evaluate({ container, pod }) {
    const added = addedCapabilities(container, ['NET_RAW']);
    yield* added;
    if (added.length > 0 || pod.spec.os?.name === 'windows' || container.spec.securityContext?.privileged === true) return;
    if (!drops(container, 'NET_RAW')) {
      yield {
        path: [...container.path, 'securityContext', 'capabilities', 'drop'],
        message: `container ${container.name} keeps the default capability NET_RAW`,
      };
    }
  },
});
