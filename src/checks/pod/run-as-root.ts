import { resolveSetting } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const runAsRoot: Check = defineCheck({
  id: 'pod/run-as-root',
  title: 'Container runs as root',
  severity: 'high',
  on: 'container',
  why: 'Root in a container is the same user as root on the node to the kernel. Every flaw of kernel or runtime that lets a process out lets it out as root.',
  remedy: "Set runAsUser to a number of 1000 or more, and runAsNonRoot to true; make the image's files readable for it.",
  standards: {
    'pod-security': ['restricted'],
    cis: ['5.2.7'],
    nsa: ['non-root'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {
    trivy: ['KSV105', 'AVD-KSV-0105'],
    kubescape: ['C-0013'],
    'kube-linter': ['run-as-non-root'],
    polaris: ['runAsRootAllowed'],
    kubesec: ['RunAsUser'],
  },
  fix: setField(10_001, 'a program that needs root or files that only root may read', { risky: true }),
  *evaluate({ pod, container }) {
    if (pod.spec.os?.name === 'windows') return;
    const { value, level, path } = resolveSetting(pod, container, 'runAsUser');
    if (value !== 0) return;
    yield {
      path,
      message: `container ${container.name} runs as user 0${level === 'pod' ? ', set by the pod' : ''}`,
      evidence: [{ kind: 'level', field: 'runAsUser', level }],
    };
  },
});
