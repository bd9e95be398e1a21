import { resolveSetting } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const runAsNonRootUnset: Check = defineCheck({
  id: 'pod/run-as-non-root-unset',
  title: 'Container may run as root',
  severity: 'medium',
  on: 'container',
  why: 'Without a user in the manifest the image decides, and most images decide for root, today or after the next update.',
  remedy: 'Set runAsNonRoot to true on the pod or the container; the kubelet then refuses to start a container as root.',
  standards: {
    'pod-security': ['restricted'],
    cis: ['5.2.7'],
    nsa: ['non-root'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {
    trivy: ['KSV012', 'AVD-KSV-0012'],
    kubescape: ['C-0013'],
    checkov: ['CKV_K8S_23'],
    'kube-linter': ['run-as-non-root'],
    polaris: ['runAsRootAllowed'],
    kubesec: ['RunAsNonRoot'],
    'kube-score': ['container-security-context-user-group-id'],
  },
  fix: setField(true, 'the start of a container whose image runs as root or names its user by a word', { risky: true }),
  *evaluate({ pod, container }) {
    if (pod.spec.os?.name === 'windows') return;
    const user = resolveSetting(pod, container, 'runAsUser');
    const nonRoot = resolveSetting(pod, container, 'runAsNonRoot');
    if (user.value !== undefined || nonRoot.value === true) return;
    const what = nonRoot.value === false ? 'runAsNonRoot is false' : 'neither runAsNonRoot nor runAsUser is set';
    yield {
      path: nonRoot.path,
      message: `container ${container.name} may run as root: ${what}`,
      evidence: [{ kind: 'level', field: 'runAsNonRoot', level: nonRoot.level }],
    };
  },
});
