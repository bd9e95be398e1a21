import { type AttackStep, defineStep, type Move, open } from '../../define-step.ts';
import { mountReadOnly } from '../../edits/workload-edits.ts';
import type { Fact } from '../../facts.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Unit } from '../../scene/units.ts';
import { everyContainer, isLasting } from '../containers.ts';

/** Claims that more than one workload of a namespace mounts. */
function* sharedClaims(scene: Scene): Generator<Move> {
  const users = new Map<string, Set<Unit>>();
  for (const unit of scene.units) {
    for (const { persistentVolumeClaim: claim } of unit.pod.spec.volumes ?? []) {
      if (!claim?.claimName) continue;
      const key = `${unit.namespace}/${claim.claimName}`;
      users.set(key, (users.get(key) ?? new Set()).add(unit));
    }
  }
  for (const { unit, container, fact } of everyContainer(scene)) {
    for (const mount of container.spec.volumeMounts ?? []) {
      const claim = (unit.pod.spec.volumes ?? []).find(({ name }) => name === mount.name)?.persistentVolumeClaim;
      const name = claim?.claimName;
      if (!name || (users.get(`${unit.namespace}/${name}`)?.size ?? 0) < 2) continue;
      const place: Fact = { kind: 'claim', namespace: unit.namespace, name };
      if (mount.readOnly !== true && claim.readOnly !== true) {
        yield {
          from: [fact],
          to: place,
          says: `writes to claim ${unit.namespace}/${name} from container ${container.name} of ${unit.title}`,
          grounds: () => [{ text: `claim ${name} is mounted writable`, object: unit.object, path: container.path }],
          cuts: () => [mountReadOnly(unit, container, mount.name ?? '')],
        };
      }
      yield {
        from: [place],
        to: fact,
        says: `plants files for container ${container.name} of ${unit.title} in claim ${unit.namespace}/${name}`,
        premises: [open(`container ${container.name} of ${unit.title} runs or loads what lies in claim ${name}`)],
      };
    }
  }
}

export const sharedVolume: AttackStep = defineStep({
  id: 'inside/shared-volume',
  phase: 'inside',
  title: 'Plant files for another container',
  condition:
    'Two containers of a pod mount the same volume, or two workloads the same claim, the first of them writable, and the other runs what lies there.',
  mitre: ['T1610'],
  microsoft: ['MS-TA9012'],
  reference: 'https://kubernetes.io/docs/tasks/access-application-cluster/communicate-containers-same-pod-shared-volume/',
  effort: 3,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      const volumes = new Map((unit.pod.spec.volumes ?? []).map((volume) => [volume.name, volume]));
      for (const [index, mount] of (container.spec.volumeMounts ?? []).entries()) {
        const volume = volumes.get(mount.name);
        if (!volume || mount.readOnly === true || !('emptyDir' in volume || 'persistentVolumeClaim' in volume)) continue;
        if (volume.persistentVolumeClaim?.readOnly === true) continue;
        for (const other of unit.pod.containers) {
          if (other === container || !isLasting(other) || !(other.spec.volumeMounts ?? []).some(({ name }) => name === mount.name))
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
    yield* sharedClaims(scene);
  },
});
