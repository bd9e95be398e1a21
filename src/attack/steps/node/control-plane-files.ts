import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { removeVolume } from '../../edits/workload-edits.ts';
import { everyContainer, groundOfPath, holds, mountedHostPaths, rootPremises } from '../containers.ts';

/** Where kubeadm keeps the keys of the control plane and of its administrators, and etcd what the cluster stores. */
const FOLDERS = [
  '/etc/kubernetes',
  '/etc/kubernetes/pki',
  '/etc/kubernetes/admin.conf',
  '/etc/kubernetes/super-admin.conf',
  '/var/lib/etcd',
];

export const controlPlaneFiles: AttackStep = defineStep({
  id: 'node/control-plane-files',
  phase: 'node',
  title: 'Read the keys of the control plane from a mounted folder',
  condition:
    'A mounted folder of the node holds /etc/kubernetes or /var/lib/etcd, or is one of them, and the pod runs on a node of the control plane.',
  mitre: ['T1552.001', 'T1611'],
  microsoft: ['MS-TA9013'],
  reference: 'https://kubernetes.io/docs/setup/best-practices/certificates/',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      const { nodes, controlPlane } =
        scene.nodes.names.length > 0
          ? { nodes: unit.nodes, controlPlane: scene.nodes.controlPlane }
          : { nodes: undefined, controlPlane: undefined };
      if (nodes ? !nodes.some((node) => controlPlane.has(node)) : !unit.toleratesControlPlane) continue;
      for (const path of mountedHostPaths(unit.pod, container)) {
        if (!FOLDERS.some((folder) => holds(path.mounted, folder))) continue;
        const premises = rootPremises(unit.pod, container, (user) => open(`${user} may read below ${path.mounted} of the node`));
        if (!premises) continue;
        yield {
          from: [fact],
          to: { kind: 'control-plane' },
          says: `reads the keys of the control plane below ${path.mounted} of the node from container ${container.name} of ${unit.title}`,
          premises: [...premises, ...(nodes ? [] : [open('it runs on a node of the control plane, which its tolerations allow')])],
          grounds: () => [groundOfPath(unit, path)],
          cuts: () => [removeVolume(unit, path.volume)],
        };
      }
    }
  },
});
