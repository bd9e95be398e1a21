import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { mountReadOnly } from '../../edits/workload-edits.ts';
import { everyContainer } from '../containers.ts';

export const sharedVolume: AttackStep = defineStep({
  id: 'inside/shared-volume',
  phase: 'inside',
  title: 'Plant files for another container of the pod',
  condition: 'Two containers mount the same volume, the first of them writable, and the other runs what lies there.',
  mitre: ['T1080'],
  microsoft: ['MS-TA9029'],
  reference: 'https://kubernetes.io/docs/tasks/access-application-cluster/communicate-containers-same-pod-shared-volume/',
  effort: 3,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      const volumes = new Map((unit.pod.spec.volumes ?? []).map((volume) => [volume.name, volume]));
      for (const [index, mount] of (container.spec.volumeMounts ?? []).entries()) {
        const volume = volumes.get(mount.name);
        if (!volume || mount.readOnly === true || volume.hostPath || !('emptyDir' in volume || 'persistentVolumeClaim' in volume)) continue;
        for (const other of unit.pod.containers) {
          if (other === container || other.kind === 'init' || !(other.spec.volumeMounts ?? []).some(({ name }) => name === mount.name))
            continue;
          yield {
            from: [fact],
            to: { kind: 'container', unit, container: other },
            says: `plants files for container ${other.name} of ${unit.title} in volume ${mount.name}`,
            premises: [open(`container ${other.name} runs or loads what lies in volume ${mount.name}`)],
            grounds: () => [
              {
                text: `container ${container.name} mounts volume ${mount.name} writable`,
                object: unit.object,
                path: [...container.path, 'volumeMounts', index],
              },
            ],
            cuts: () => [mountReadOnly(unit, container, mount.name ?? '')],
          };
        }
      }
    }
  },
});
