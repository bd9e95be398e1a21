import { resolveSetting } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const rootGroup: Check = defineCheck({
  id: 'pod/root-group',
  title: 'Container belongs to the group root',
  severity: 'low',
  on: 'container',
  why: 'Files that the image leaves writable for the group root are writable for the program, and files of the node after an escape.',
  remedy: 'Set runAsGroup to a number of 1000 or more.',
  standards: { nsa: ['non-root'], owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {
    trivy: ['KSV021', 'AVD-KSV-0021', 'KSV029', 'AVD-KSV-0029'],
    kubescape: ['C-0013'],
    kubesec: ['RunAsGroup'],
    'kube-score': ['container-security-context-user-group-id'],
  },
  fix: setField(10_001, 'a program that reads files through its group', { risky: true }),
  *evaluate({ pod, container }) {
    if (pod.spec.os?.name === 'windows') return;
    const { value, level, path } = resolveSetting(pod, container, 'runAsGroup');
    if (value === 0)
      yield { path, message: `container ${container.name} runs with group 0`, evidence: [{ kind: 'level', field: 'runAsGroup', level }] };
  },
});
