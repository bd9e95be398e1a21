import { compareVersions, resolveSetting } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';

/** The annotations that did this before fields did; ignored from 1.27 on. */
function hasAnnotation(annotations: Readonly<Record<string, string>> = {}, container: string): boolean {
  return (
    'seccomp.security.alpha.kubernetes.io/pod' in annotations ||
    `container.seccomp.security.alpha.kubernetes.io/${container}` in annotations
  );
}

export const seccompUnset: Check = defineCheck({
  id: 'pod/seccomp-unset',
  title: 'Container runs without a seccomp profile',
  severity: 'medium',
  on: 'container',
  why: 'All of some four hundred system calls are open, also the rare ones in which kernel flaws are found; the default profile of the runtime closes them.',
  remedy: 'Set seccompProfile.type to RuntimeDefault in the securityContext of the pod.',
  standards: {
    'pod-security': ['restricted'],
    cis: ['5.6.2'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611', 'T1068'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: {
    trivy: ['KSV104', 'AVD-KSV-0104', 'KSV030', 'AVD-KSV-0030'],
    kubescape: ['C-0210'],
    checkov: ['CKV_K8S_31'],
    kubesec: ['SeccompAny'],
    'kube-score': ['container-seccomp-profile'],
    polaris: ['linuxHardening'],
  },
  fix: (_, { pod }) =>
    makeFix(
      [{ kind: 'set', path: [...pod.path, 'securityContext', 'seccompProfile', 'type'], value: 'RuntimeDefault' }],
      'a program that makes system calls which the profile of the runtime refuses, such as some profilers',
    ),
  *evaluate({ pod, container }, { kubernetesVersion }) {
    if (pod.spec.os?.name === 'windows' || container.spec.securityContext?.privileged === true) return;
    const { value, path } = resolveSetting(pod, container, 'seccompProfile');
    if (
      value !== undefined ||
      (compareVersions(kubernetesVersion, { major: 1, minor: 27 }) < 0 && hasAnnotation(pod.metadata.annotations, container.name))
    )
      return;
    yield { path, message: `neither container ${container.name} nor its pod sets a seccomp profile` };
  },
});
