import { type AttackStep, open } from '../../define-step.ts';
import { defineCapabilityStep } from '../capabilities.ts';

export const rawMemory: AttackStep = defineCapabilityStep({
  id: 'node/raw-memory',
  capability: 'SYS_RAWIO',
  title: 'Write into the memory of the node',
  condition: 'The container adds SYS_RAWIO, its user is root, and /dev/mem or /proc/kcore of the node is there for it.',
  reference: 'https://man7.org/linux/man-pages/man4/mem.4.html',
  effort: 4,
  does: 'writes into the memory of the node',
  to: 'node',
  premises: ({ pod }, container) => {
    const devices = new Set(
      (pod.spec.volumes ?? [])
        .filter(({ hostPath }) => /^\/(?:dev(?:\/(?:mem|kmem|port))?\/?)?$/.test(hostPath?.path ?? ''))
        .map(({ name }) => name),
    );
    const mounts = (container.spec.volumeMounts ?? []).some(({ name }) => devices.has(name));
    return mounts ? [open('the kernel lets programs write to /dev/mem')] : undefined;
  },
});
