import { type AttackStep, defineStep, usual } from '../../define-step.ts';
import { possibleNodes } from './pods-of-node.ts';

export const staticPod: AttackStep = defineStep({
  id: 'from-node/static-pod',
  phase: 'from-node',
  title: 'Leave a static pod on the node',
  condition:
    'Root on a node writes a manifest where its kubelet looks for static pods. The kubelet starts the pod again whenever it ends, no admission refuses it, and to delete its mirror in the API server changes nothing; it cannot name Secrets or service accounts.',
  mitre: ['T1610', 'T1543.005'],
  microsoft: ['MS-TA9017'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/',
  effort: 1,
  *moves(scene) {
    for (const node of possibleNodes(scene)) {
      yield {
        from: [{ kind: 'node', node }],
        to: { kind: 'static-pod', node },
        says: 'leaves a static pod on the node, which outlives every credential that is taken back',
        premises: [usual('the kubelet reads static pods from a folder')],
      };
    }
  },
});
