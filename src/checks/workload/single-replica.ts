import { numberAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { leastReplicas } from './replicas.ts';

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
    if (leastReplicas(object, world) !== 1) return;
    const replicas = numberAt(object.value, 'spec', 'replicas');
    yield {
      path: ['spec', 'replicas'],
      message: replicas === undefined ? 'replicas is not set, which means 1' : 'one pod is what it keeps',
    };
  },
});
