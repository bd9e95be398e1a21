import { compareVersions } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const podSecurityPolicy: Check = defineCheck({
  id: 'admission/pod-security-policy',
  title: 'PodSecurityPolicy, which no longer exists',
  severity: 'medium',
  on: 'object',
  kinds: ['policy/PodSecurityPolicy', 'extensions/PodSecurityPolicy'],
  why: 'Kubernetes removed PodSecurityPolicy in 1.25. The manifest is refused, and whoever relies on it has no policy at all.',
  remedy: 'Label the namespaces for Pod Security admission, and move what it cannot express into a ValidatingAdmissionPolicy.',
  standards: { cis: ['5.2.1'], nsa: ['pod-security-enforcement'], owasp: ['K04', 'K10'], cks: ['microservice-vulnerabilities'] },
  aliases: { kubescape: ['C-0068'] },
  unseen: 'The published manifests that were looked at have moved on.',
  *evaluate({ object }, { kubernetesVersion }) {
    const isGone = compareVersions(kubernetesVersion, { major: 1, minor: 25 }) >= 0;
    yield {
      path: ['kind'],
      message: isGone ? `PodSecurityPolicy ${object.name} protects nothing since 1.25` : `PodSecurityPolicy ${object.name} ends with 1.25`,
      ...(isGone ? {} : { severity: 'low' as const }),
    };
  },
});
