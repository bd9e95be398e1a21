import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

const CONTROL_PLANE_KEYS: ReadonlySet<string> = new Set(['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']);

export const toleratesControlPlane: Check = defineCheck({
  id: 'workload/tolerates-control-plane',
  title: 'Pod may run on the control plane',
  severity: 'medium',
  on: 'pod',
  why: 'A pod that escapes from a control-plane node has the keys of the cluster and the data of etcd before it.',
  remedy: 'Remove the toleration. Node agents that must run everywhere keep it and are accepted with the reason.',
  standards: { cis: ['5.6.1'], nsa: ['worker-nodes'], owasp: ['K09'], mitre: ['T1611'], cks: ['cluster-hardening'] },
  aliases: {},
  fix: removeItem('pods that are meant to run on nodes of the control plane', { risky: true }),
  *evaluate({ object, pod }) {
    for (const [index, { key, operator }] of (pod.spec.tolerations ?? []).entries()) {
      const isWildcard = operator === 'Exists' && (key === undefined || key === '');
      if (!isWildcard && !CONTROL_PLANE_KEYS.has(key ?? '')) continue;
      const what = isWildcard ? 'every taint' : `the taint ${key}`;
      yield {
        path: [...pod.path, 'tolerations', index],
        message: `the pod tolerates ${what}`,
        ...(object.kind === 'DaemonSet' ? { severity: 'low' as const } : {}),
      };
    }
  },
});
