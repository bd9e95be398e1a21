import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, open, usual } from '../../define-step.ts';
import type { Fact } from '../../facts.ts';
import { everyContainer, isLasting } from '../containers.ts';

export const nodeProxy: AttackStep = defineStep({
  id: 'api/node-proxy',
  phase: 'api',
  title: 'Run commands in any pod through its kubelet',
  condition:
    'It may get or create nodes/proxy: the kubelet runs commands for it in every container of its node, static pods of the control plane included, past admission and the audit log.',
  mitre: ['T1609', 'T1613'],
  microsoft: ['MS-TA9006', 'MS-TA9030'],
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
  effort: 2,
  *moves(scene) {
    const from: Fact = { kind: 'one-of', actions: ['get', 'create'].map((verb) => resourceAction(verb, 'nodes/proxy')) };
    for (const { unit, container, fact } of everyContainer(scene)) {
      if (!isLasting(container)) continue;
      yield {
        from: [from],
        to: fact,
        says: `runs commands in container ${container.name} of ${unit.title} through the kubelet of its node`,
        premises: [usual(`a pod of ${unit.title} runs`)],
      };
    }
    yield {
      from: [from],
      to: { kind: 'control-plane' },
      says: 'runs commands in the pods of the control plane through the kubelets of their nodes',
      premises: [open('nodes of the control plane belong to the cluster, as with kubeadm; those of managed clusters do not')],
    };
  },
});
