import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { cutPlace, everyContainer, nodesOf, rootOfFiles } from '../containers.ts';

export const diskDevice: AttackStep = defineStep({
  id: 'node/disk-device',
  phase: 'node',
  title: 'Write to a disk of the node',
  condition:
    'A claim of volumeMode Block is bound to a PersistentVolume of type local, whose path is a device of the node, and volumeDevices hands it to the container. A device that is mounted as hostPath cannot be opened: the container runtime allows no devices but those that it hands over.',
  mitre: ['T1611'],
  microsoft: ['MS-TA9013'],
  reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const [index, { name, devicePath = '' }] of (container.spec.volumeDevices ?? []).entries()) {
        for (const place of scene.placesOf(unit)) {
          if (!place.isDevice || place.volume !== name) continue;
          const premises = rootOfFiles(unit, container, (user) => open(`${user} may open ${devicePath}`));
          for (const node of nodesOf(unit)) {
            yield {
              from: [fact],
              to: { kind: 'node', node },
              says: `writes to ${place.path} of the node from container ${container.name} of ${unit.title}`,
              premises: [
                ...premises,
                ...place.premises,
                open(`${place.path} holds the file system of the node, and not a disk for this workload alone`),
              ],
              grounds: () => [
                { text: `${place.path} is a device of the node`, object: place.object, path: place.field },
                { text: `the container gets it as ${devicePath}`, object: unit.object, path: [...container.path, 'volumeDevices', index] },
              ],
              cuts: () => cutPlace(unit, place),
            };
          }
        }
      }
    }
  },
});
