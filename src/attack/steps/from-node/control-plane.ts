import { type AttackStep, defineStep, open, usual } from '../../define-step.ts';
import { CHOSEN_NODE, SOME_NODE } from '../../facts.ts';

const SELF_MANAGED = open('nodes of the control plane belong to the cluster, as with kubeadm; those of managed clusters do not');

export const controlPlaneNode: AttackStep = defineStep({
  id: 'from-node/control-plane-node',
  phase: 'from-node',
  title: 'Take the keys of the control plane',
  condition:
    'The node is one of the control plane: it holds the keys of the certificate authorities, and etcd with everything that the cluster stores.',
  mitre: ['T1552.001', 'T1078'],
  microsoft: ['MS-TA9019'],
  reference: 'https://kubernetes.io/docs/setup/best-practices/certificates/',
  effort: 1,
  *moves({ nodes, units }) {
    const says = 'takes the keys of the control plane, which lie on that node';
    for (const node of nodes.controlPlane) {
      for (const kind of ['node', 'files'] as const) yield { from: [{ kind, node }], to: { kind: 'control-plane' }, says };
    }
    const isManaged = nodes.names.length > 0 && nodes.controlPlane.size === 0;
    if (isManaged) return;
    for (const kind of ['node', 'files'] as const) {
      yield {
        from: [{ kind, node: CHOSEN_NODE }],
        to: { kind: 'control-plane' },
        says,
        premises: nodes.controlPlane.size > 0 ? [usual('the attacker chooses a node of the control plane')] : [SELF_MANAGED],
      };
      if (nodes.names.length === 0 && units.some((unit) => unit.toleratesControlPlane && !unit.nodes)) {
        yield {
          from: [{ kind, node: SOME_NODE }],
          to: { kind: 'control-plane' },
          says,
          premises: [SELF_MANAGED, open('the workload that was left runs on a node of the control plane')],
        };
      }
    }
  },
});

export const controlPlaneKeys: AttackStep = defineStep({
  id: 'from-node/control-plane-keys',
  phase: 'from-node',
  title: 'Sign a certificate for an administrator',
  condition: 'Who holds the key of the certificate authority, or etcd, holds the cluster.',
  mitre: ['T1078', 'T1098'],
  microsoft: ['MS-TA9019'],
  reference: 'https://kubernetes.io/docs/setup/best-practices/certificates/#single-root-ca',
  effort: 1,
  *moves() {
    yield { from: [{ kind: 'control-plane' }], to: { kind: 'cluster' }, says: 'signs a certificate of the group system:masters' };
  },
});
