import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';

export const systemPriority: Check = defineCheck({
  id: 'workload/system-priority',
  title: 'Pod claims the priority of system components',
  severity: 'low',
  on: 'pod',
  why: 'Pods of the system classes push others out of their nodes. Outside kube-system that is a way to starve the cluster.',
  remedy: 'Use a PriorityClass of your own, or none.',
  standards: { nsa: ['resource-policies'], owasp: ['K01'], mitre: ['T1499'], microsoft: ['MS-TA9040'], cks: ['cluster-hardening'] },
  aliases: {},
  fix: removeField('the place of the pod when a node is full', { risky: true }),
  *evaluate({ object, pod }) {
    const { priorityClassName = '' } = pod.spec;
    if (!priorityClassName.startsWith('system-') || object.namespace === 'kube-system') return;
    yield { path: [...pod.path, 'priorityClassName'], message: `priorityClassName is ${priorityClassName}` };
  },
});
