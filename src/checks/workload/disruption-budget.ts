import { recordAt, valueAt } from '../../core/index.ts';
import { selects } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { leastReplicas } from './replicas.ts';

export const disruptionBudget: Check = defineCheck({
  id: 'workload/disruption-budget',
  title: 'Replicas may all be evicted at once',
  severity: 'low',
  on: 'object',
  kinds: ['apps/Deployment', 'apps/StatefulSet'],
  scope: 'world',
  why: 'When nodes are drained for an update, every pod on them is evicted without regard to how many are left: maintenance, or somebody who may evict pods, takes the service down in spite of its replicas.',
  remedy: 'Add a PodDisruptionBudget whose selector matches the labels of the pods, with maxUnavailable: 1.',
  standards: { nsa: ['resource-policies'], mitre: ['T1499'], microsoft: ['MS-TA9040'] },
  aliases: {
    polaris: ['missingPodDisruptionBudget'],
    'kube-score': ['deployment-has-poddisruptionbudget', 'statefulset-has-poddisruptionbudget'],
  },
  *evaluate({ object }, { world }) {
    const [pod] = object.pods;
    const replicas = leastReplicas(object, world);
    if (!pod || replicas < 2) return;
    const labels = recordAt(pod.metadata, 'labels');
    const isCovered = world.ofKind('policy', 'PodDisruptionBudget').some(({ value, namespace }) => {
      const isHere = namespace === undefined || object.namespace === undefined || namespace === object.namespace;
      const selector = valueAt(value, ['spec', 'selector']);
      return isHere && selector !== undefined && selects(selector, labels);
    });
    if (!isCovered) yield { path: ['spec', 'replicas'], message: `no PodDisruptionBudget covers the ${replicas} replicas` };
  },
});
