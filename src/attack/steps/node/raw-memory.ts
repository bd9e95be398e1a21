import { type AttackStep, open } from '../../define-step.ts';
import { defineCapabilityStep } from '../capabilities.ts';
import { holds, mountedPlaces } from '../containers.ts';

export const rawMemory: AttackStep = defineCapabilityStep({
  id: 'node/raw-memory',
  capability: 'SYS_RAWIO',
  title: 'Read the memory of the node',
  condition:
    'The container adds SYS_RAWIO, its user is root, and /proc of the node is mounted, where /proc/kcore is the memory of the kernel. Devices such as /dev/mem are no way: a mounted device is not one that the container may open.',
  reference: 'https://man7.org/linux/man-pages/man5/proc_kcore.5.html',
  effort: 4,
  does: 'reads keys and tokens out of the memory of the node',
  to: 'files',
  premises: (unit, container, scene) =>
    mountedPlaces(scene, unit, container).some(({ mounted }) => holds(mounted, '/proc/kcore'))
      ? [open('the kernel offers /proc/kcore and is not locked down')]
      : undefined,
});
