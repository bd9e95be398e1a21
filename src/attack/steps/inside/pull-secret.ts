import { listAt, stringAt } from '../../../core/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Unit } from '../../scene/units.ts';
import { pullOf } from '../entry/mutable-image.ts';

/** Secrets with which the images of a pod are pulled: its own, else those of its service account, which the API server adds where it has none. */
function pullSecretsOf({ pod, account }: Unit, { find }: Scene): string[] {
  const own = (pod.spec.imagePullSecrets ?? []).flatMap(({ name }) => name || []);
  if (own.length > 0) return own;
  const object = find('', 'ServiceAccount', account.namespace, account.name);
  return listAt(object?.value, 'imagePullSecrets').flatMap((one) => stringAt(one, 'name') || []);
}

export const pullSecret: AttackStep = defineStep({
  id: 'inside/pull-secret',
  phase: 'inside',
  title: 'Put an image into a registry with the login for it',
  condition:
    'A Secret that workloads pull their images with is known, it may also push, and the images are named by tags that are pulled again.',
  mitre: ['T1525', 'T1552.001'],
  microsoft: ['MS-TA9002', 'MS-TA9037'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod',
  effort: 3,
  *moves(scene) {
    for (const unit of scene.units) {
      for (const name of pullSecretsOf(unit, scene)) {
        for (const container of unit.pod.containers) {
          const pull = pullOf(container);
          if (!pull) continue;
          yield {
            from: [{ kind: 'secret', namespace: unit.namespace, name }],
            to: { kind: 'container', unit, container },
            says: `puts another image under ${pull.image}, which ${unit.title} starts, with the login of Secret ${unit.namespace}/${name}`,
            premises: [open(`the login of Secret ${unit.namespace}/${name} may push to the registry of ${pull.image}`), ...pull.premises],
            grounds: () => [{ text: `image ${pull.image} names no digest`, object: unit.object, path: [...container.path, 'image'] }],
          };
        }
      }
    }
  },
});
