import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { cutPlace, everyContainer, groundOfPlace, holds, mountedPlaces, rootOfFiles } from '../containers.ts';

/** Where kubeadm and k3s keep the keys of the control plane and of its administrators, and etcd what the cluster stores. */
const KEYS = [
  '/etc/kubernetes/pki/ca.key',
  '/etc/kubernetes/pki/etcd/ca.key',
  '/etc/kubernetes/pki/etcd/server.key',
  '/etc/kubernetes/pki/sa.key',
  '/etc/kubernetes/admin.conf',
  '/etc/kubernetes/super-admin.conf',
  '/etc/kubernetes/controller-manager.conf',
  '/var/lib/etcd/member',
  '/var/lib/rancher/k3s/server/tls',
];

export const controlPlaneFiles: AttackStep = defineStep({
  id: 'node/control-plane-files',
  phase: 'node',
  title: 'Read the keys of the control plane from a mounted folder',
  condition:
    'A mounted folder of the node holds the keys below /etc/kubernetes, the data of etcd or the keys of k3s, and the pod runs on a node of the control plane.',
  mitre: ['T1552.001', 'T1611'],
  microsoft: ['MS-TA9013'],
  reference: 'https://kubernetes.io/docs/setup/best-practices/certificates/',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      const isPlaced = scene.nodes.names.length > 0 && unit.nodes !== undefined;
      if (isPlaced ? !unit.nodes?.some((node) => scene.nodes.controlPlane.has(node)) : !unit.toleratesControlPlane) continue;
      for (const place of mountedPlaces(scene, unit, container)) {
        if (!KEYS.some((key) => holds(place.mounted, key))) continue;
        const premises = rootOfFiles(unit, container, (user) => open(`${user} may read below ${place.mounted} of the node`));
        yield {
          from: [fact],
          to: { kind: 'control-plane' },
          says: `reads the keys of the control plane below ${place.mounted} of the node from container ${container.name} of ${unit.title}`,
          premises: [
            ...premises,
            ...place.premises,
            ...(isPlaced || unit.needsControlPlane ? [] : [open('it runs on a node of the control plane, which its tolerations allow')]),
          ],
          grounds: () => [groundOfPlace(place)],
          cuts: () => cutPlace(unit, place),
        };
      }
    }
  },
});
