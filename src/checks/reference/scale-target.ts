import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { severityIfKept } from './kept.ts';

export const scaleTarget: Check = defineCheck({
  id: 'reference/scale-target',
  title: 'Autoscaler of a workload that is not among what was scanned',
  severity: 'low',
  on: 'object',
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  why: 'The workload that should grow under load does not, so a small flood of requests is enough to bring it down.',
  remedy: 'Correct apiVersion, kind and name in scaleTargetRef, or remove the autoscaler.',
  standards: { nsa: ['resource-policies'], mitre: ['T1499'] },
  aliases: { 'kube-linter': ['dangling-horizontalpodautoscaler'], 'kube-score': ['horizontalpodautoscaler-has-target'] },
  scope: 'world',
  unseen: 'The manifests that were looked at bring the workloads that they scale.',
  *evaluate({ object }, { world }) {
    const kind = stringAt(object.value, 'spec', 'scaleTargetRef', 'kind');
    const name = stringAt(object.value, 'spec', 'scaleTargetRef', 'name');
    const apiVersion = stringAt(object.value, 'spec', 'scaleTargetRef', 'apiVersion') ?? '';
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    if (!kind || !name || world.find(group, kind, object.namespace, name)) return;
    yield {
      path: ['spec', 'scaleTargetRef', 'name'],
      message: `${kind} ${name} of ${apiVersion || 'v1'} is not among the scanned objects`,
      severity: severityIfKept(world, object.namespace, group, kind, 'low'),
    };
  },
});
