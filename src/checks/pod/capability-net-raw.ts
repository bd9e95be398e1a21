import { addedCapabilities, drops } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';

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
  fix: ({ path }) =>
    typeof path.at(-1) === 'number'
      ? makeFix(
          [
            { kind: 'remove', path },
            { kind: 'add', path: [...path.slice(0, -2), 'drop'], value: 'NET_RAW' },
          ],
          'a program that makes packets of its own, such as ping or tcpdump',
          { risky: true },
        )
      : makeFix([{ kind: 'add', path, value: 'NET_RAW' }], 'a program that makes packets of its own, such as ping or tcpdump'),
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
