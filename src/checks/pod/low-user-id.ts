import { resolveSetting } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const lowUserId: Check = defineCheck({
  id: 'pod/low-user-id',
  title: 'Container runs as a user the node may know',
  severity: 'low',
  on: 'container',
  why: 'Low user ids belong to services of the node. After an escape such a process owns their files.',
  remedy: 'Choose a runAsUser of at least the minimum (1000, or the parameter minimum).',
  standards: { nsa: ['non-root'], owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {
    trivy: ['KSV020', 'AVD-KSV-0020'],
    checkov: ['CKV_K8S_40'],
    kubesec: ['RunAsUser'],
    'kube-score': ['container-security-context-user-group-id'],
  },
  parameters: { minimum: { type: 'number', default: 1000, minimum: 1, description: 'lowest user id that is accepted' } },
  fix: setField(10_001, 'a program whose files belong to the user it has now', { risky: true }),
  *evaluate({ pod, container }, { parameters }) {
    if (pod.spec.os?.name === 'windows') return;
    const { value, level, path } = resolveSetting(pod, container, 'runAsUser');
    if (value === undefined || value === 0 || value >= parameters.minimum) return;
    yield {
      path,
      message: `container ${container.name} runs as user ${value}, below ${parameters.minimum}`,
      evidence: [{ kind: 'level', field: 'runAsUser', level }],
    };
  },
});
