import { numberAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const singleReplica: Check = defineCheck({
  id: 'workload/single-replica',
  title: 'Workload has a single replica',
  severity: 'info',
  on: 'object',
  kinds: ['apps/Deployment'],
  why: 'Draining one node, or making one process crash, takes the service down.',
  remedy: 'Set replicas to two or more, or let a HorizontalPodAutoscaler do it.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: { 'kube-linter': ['minimum-three-replicas'], polaris: ['deploymentMissingReplicas'], 'kube-score': ['deployment-replicas'] },
  scope: 'world',
  *evaluate({ object }, { world }) {
    const replicas = numberAt(object.value, 'spec', 'replicas');
    if (replicas !== undefined && replicas !== 1) return;
    const isScaled = world
      .ofKind('autoscaling', 'HorizontalPodAutoscaler')
      .some(
        ({ value }) =>
          stringAt(value, 'spec', 'scaleTargetRef', 'kind') === 'Deployment' &&
          stringAt(value, 'spec', 'scaleTargetRef', 'name') === object.name,
      );
    if (!isScaled) yield { path: ['spec', 'replicas'], message: replicas === 1 ? 'replicas is 1' : 'replicas is not set, which means 1' };
  },
});
