import { type AttackStep, defineStep } from '../../define-step.ts';
import { creations } from './creations.ts';

export const placeInNetwork: AttackStep = defineStep({
  id: 'api/place-in-network',
  phase: 'api',
  title: 'Stand in the network as another workload',
  condition:
    'It may create pods, or what the cluster makes pods of, in the namespace: network policies know pods by their labels, which the creator of a pod chooses. The pod must be admitted.',
  mitre: ['T1610', 'T1046'],
  microsoft: ['MS-TA9008', 'MS-TA9034'],
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  effort: 1,
  *moves({ units, admission }) {
    const seen = new Set<string>();
    for (const { namespace, classes, title, pod } of units) {
      // A place on the network of a node is not won by labels.
      if (pod.spec.hostNetwork === true) continue;
      const verdict = admission.admits('plain', namespace);
      if (verdict.kind === 'refused') continue;
      for (const classId of classes) {
        const key = `${namespace} ${classId}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield {
          from: [creations(namespace)],
          to: { kind: 'presence', classId },
          says: `creates a pod with the labels of ${title}`,
          premises: verdict.premises,
        };
      }
    }
  },
});
