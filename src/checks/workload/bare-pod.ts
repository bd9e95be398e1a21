import { listAt, recordAt } from '../../core/index.ts';
import { findComponents } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const barePod: Check = defineCheck({
  id: 'workload/bare-pod',
  title: 'Pod has no controller',
  severity: 'low',
  on: 'object',
  kinds: ['/Pod'],
  why: 'A pod by itself is not started again when its node fails, and nothing rolls out a new image for it: it stays old until it is gone.',
  remedy: 'Use a Deployment, StatefulSet, DaemonSet or Job.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: { kubescape: ['C-0073'] },
  *evaluate({ object }) {
    const { annotations = {} } = recordAt(object.value, 'metadata') as { annotations?: Readonly<Record<string, unknown>> };
    const isStatic =
      'kubernetes.io/config.mirror' in annotations || 'kubernetes.io/config.source' in annotations || findComponents(object).length > 0;
    const isHook = 'helm.sh/hook' in annotations;
    if (isStatic || isHook || listAt(object.value, 'metadata', 'ownerReferences').length > 0) return;
    yield { path: ['kind'], message: 'no controller owns the pod' };
  },
});
