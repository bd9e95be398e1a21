import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, open, usual } from '../../define-step.ts';
import { CHOSEN_NODE, GATHERING_NODE } from '../../facts.ts';
import { possibleNodes } from '../from-node/pods-of-node.ts';

export const steerPods: AttackStep = defineStep({
  id: 'api/steer-pods',
  phase: 'api',
  title: 'Drive the pods of others to a node that one holds',
  condition:
    'Root on one node, and the right to update, patch or delete the other nodes: a taint with the effect NoExecute, or the end of the Node object, sends their pods to where the attacker waits. Who may create pods/binding places pods that wait for a node.',
  mitre: ['T1610'],
  microsoft: ['MS-TA9016'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
  effort: 3,
  *moves(scene) {
    const change = ['update', 'patch', 'delete'].map((verb) => resourceAction(verb, 'nodes'));
    const bind = resourceAction('create', 'pods/binding');
    for (const node of possibleNodes(scene)) {
      if (node === GATHERING_NODE || node === CHOSEN_NODE) continue;
      yield {
        from: [
          { kind: 'node', node },
          { kind: 'one-of', actions: change },
        ],
        to: { kind: 'node', node: GATHERING_NODE },
        says: 'drives the pods of other nodes to the node that is held',
        premises: [usual('the scheduler finds room there')],
      };
      yield {
        from: [
          { kind: 'node', node },
          { kind: 'allowed', action: bind },
        ],
        to: { kind: 'node', node: GATHERING_NODE },
        says: 'places pods on the node that is held, before the scheduler does',
        premises: [open('pods of the workload wait for a node')],
      };
    }
  },
});
