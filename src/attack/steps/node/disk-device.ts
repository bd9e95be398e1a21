import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { removeVolume } from '../../edits/workload-edits.ts';
import { everyContainer, groundOfPath, mountedHostPaths, nodesOf, rootPremises } from '../containers.ts';

export const diskDevice: AttackStep = defineStep({
  id: 'node/disk-device',
  phase: 'node',
  title: 'Write to a disk of the node',
  condition: 'A device of the node is mounted as hostPath of type BlockDevice, which gives the container access to it.',
  mitre: ['T1611', 'T1006'],
  microsoft: ['MS-TA9013'],
  reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const path of mountedHostPaths(unit.pod, container)) {
        const type = (unit.pod.spec.volumes ?? []).find(({ name }) => name === path.volume)?.hostPath?.type;
        if (type !== 'BlockDevice') continue;
        const premises = rootPremises(unit.pod, container, (user) => open(`${user} may open ${path.mounted}`));
        if (!premises) continue;
        for (const node of nodesOf(unit)) {
          yield {
            from: [fact],
            to: { kind: 'node', node },
            says: `writes to ${path.mounted} of the node from container ${container.name} of ${unit.title}`,
            premises: [
              ...premises,
              open(`${path.mounted} holds the file system of the node, and the container runtime lets the container open it`),
            ],
            grounds: () => [groundOfPath(unit, path)],
            cuts: () => [removeVolume(unit, path.volume)],
          };
        }
      }
    }
  },
});
