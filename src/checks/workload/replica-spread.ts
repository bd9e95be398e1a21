import { isRecord, listAt, valueAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { leastReplicas } from './replicas.ts';

export const replicaSpread: Check = defineCheck({
  id: 'workload/replica-spread',
  title: 'Replicas may all land on one node',
  severity: 'info',
  on: 'object',
  kinds: ['apps/Deployment', 'apps/StatefulSet'],
  scope: 'world',
  why: 'Without a rule of its own the pods are spread only as far as the scheduler finds convenient. One node that fails, or that somebody takes over, then takes all replicas with it.',
  remedy: 'Add topologySpreadConstraints with topologyKey kubernetes.io/hostname (and topology.kubernetes.io/zone), or a podAntiAffinity.',
  standards: { nsa: ['resource-policies'], microsoft: ['MS-TA9040'] },
  aliases: {
    'kube-linter': ['no-anti-affinity'],
    polaris: ['topologySpreadConstraint'],
    'kube-score': ['deployment-has-host-podantiaffinity', 'statefulset-has-host-podantiaffinity'],
  },
  *evaluate({ object }, { world }) {
    const [pod] = object.pods;
    const replicas = leastReplicas(object, world);
    if (!pod || replicas < 2) return;
    if (listAt(pod.spec, 'topologySpreadConstraints').length > 0 || isRecord(valueAt(pod.spec, ['affinity', 'podAntiAffinity']))) return;
    yield { path: [...pod.path, 'topologySpreadConstraints'], message: `nothing keeps the ${replicas} replicas apart` };
  },
});
