import { type AttackStep, defineStep } from '../../define-step.ts';
import { mountReadOnly } from '../../edits/workload-edits.ts';
import { cutPlace, everyContainer, groundOfPlace, holds, kernelPremises, mountedPlaces, nodesOf, rootOnNode } from '../containers.ts';

const FILE = '/proc/sys/kernel/core_pattern';

export const corePattern: AttackStep = defineStep({
  id: 'node/core-pattern',
  phase: 'node',
  title: 'Have the kernel run a program when another crashes',
  condition: `${FILE} of the node is mounted writable, and the user of the container is root: what it names runs on the node as root. Where all of / is mounted, /proc under it stays writable although the mount is read-only, unless recursiveReadOnly says otherwise.`,
  mitre: ['T1611'],
  microsoft: ['MS-TA9013'],
  reference: 'https://man7.org/linux/man-pages/man5/core.5.html',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const place of mountedPlaces(scene, unit, container)) {
        const isAbove = !holds('/proc', place.mounted);
        if (!holds(place.mounted, FILE) || !(isAbove ? place.isWritableBelow : place.isWritable)) continue;
        // The file is written by user 0 of the node alone.
        const premises = rootOnNode(unit, container, scene);
        if (!premises || !kernelPremises(unit, scene)) continue;
        for (const node of nodesOf(unit)) {
          yield {
            from: [fact],
            to: { kind: 'node', node },
            says: `has the kernel run a program on the node by ${place.mounted}, from container ${container.name} of ${unit.title}`,
            premises: [...premises, ...place.premises],
            grounds: () => [groundOfPlace(place)],
            cuts: () => [...(isAbove ? [] : [mountReadOnly(unit, container, place.volume)]), ...cutPlace(unit, place)],
          };
        }
      }
    }
  },
});
