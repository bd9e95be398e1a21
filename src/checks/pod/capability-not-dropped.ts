import { type Check, defineCheck } from '../define.ts';
import { isKnownNonRoot, makeFix } from '../fixes.ts';

export const capabilityNotDropped: Check = defineCheck({
  id: 'pod/capability-not-dropped',
  title: 'Container keeps capabilities it was not asked about',
  severity: 'low',
  on: 'container',
  why: 'A dozen capabilities are granted by default, among them to change owners, to bypass file permissions and to make devices. Most programs need none.',
  remedy: 'Set capabilities.drop to [ALL] and add back what is needed, such as NET_BIND_SERVICE.',
  standards: {
    'pod-security': ['restricted'],
    cis: ['5.2.9'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: {
    trivy: ['KSV004', 'AVD-KSV-0004', 'KSV003', 'AVD-KSV-0003', 'KSV106', 'AVD-KSV-0106'],
    kubescape: ['C-0055'],
    checkov: ['CKV_K8S_37'],
    kubesec: ['CapDropAll'],
  },
  fix: ({ path }, { pod, container }) =>
    makeFix([{ kind: 'set', path, value: ['ALL'] }], 'a program that starts as root and then changes users or file owners', {
      risky: !isKnownNonRoot(pod, container),
    }),
  *evaluate({ container, pod }) {
    if (pod.spec.os?.name === 'windows' || container.spec.securityContext?.privileged === true) return;
    const drop = container.spec.securityContext?.capabilities?.drop ?? [];
    if (drop.some((name) => name.toUpperCase() === 'ALL')) return;
    yield {
      path: [...container.path, 'securityContext', 'capabilities', 'drop'],
      message: `container ${container.name} does not drop ALL capabilities`,
    };
  },
});
