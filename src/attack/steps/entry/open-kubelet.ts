import { booleanAt, stringAt } from '../../../core/index.ts';
import type { InventoryObject } from '../../../inventory/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import type { Scene } from '../../scene/scene.ts';
import { everyContainer } from '../containers.ts';

interface OpenKubelet {
  readonly object: InventoryObject;
  readonly path: readonly (string | number)[];
}

/** Kubelets that take anonymous requests and allow them everything; a configuration file that leaves a field out means the safe value. */
function* openKubelets({ objects, components }: Scene): Generator<OpenKubelet> {
  for (const object of objects) {
    if (object.kind !== 'KubeletConfiguration') continue;
    const isAnonymous = booleanAt(object.value, 'authentication', 'anonymous', 'enabled') === true;
    if (isAnonymous && stringAt(object.value, 'authorization', 'mode') === 'AlwaysAllow') yield { object, path: ['authorization', 'mode'] };
  }
  for (const { object, component } of components) {
    if (component.name !== 'kubelet') continue;
    const mode = component.flags.get('authorization-mode');
    if (component.flags.get('anonymous-auth')?.value === 'true' && mode?.value === 'AlwaysAllow') yield { object, path: mode.path };
  }
}

export const openKubelet: AttackStep = defineStep({
  id: 'entry/open-kubelet',
  phase: 'entry',
  title: 'Run commands through a kubelet that asks for nothing',
  condition:
    'The kubelet takes anonymous requests and its authorization mode is AlwaysAllow; its port 10250 then gives commands in every container of the node.',
  mitre: ['T1133', 'T1609'],
  microsoft: ['MS-TA9005', 'MS-TA9006'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
  effort: 1,
  *moves(scene) {
    for (const { object, path } of openKubelets(scene)) {
      const grounds = () => [{ text: 'the kubelet allows everything to everybody', object, path }];
      for (const { unit, container, fact } of everyContainer(scene)) {
        const says = `runs commands in container ${container.name} of ${unit.title} through the kubelet of its node`;
        yield {
          from: [{ kind: 'outside' }],
          to: fact,
          says,
          premises: [open('port 10250 of nodes can be reached from the internet')],
          grounds,
        };
        for (const classId of unit.classes) {
          yield {
            from: [{ kind: 'presence', classId }],
            to: fact,
            says,
            premises: [open('port 10250 of nodes can be reached from pods')],
            grounds,
          };
        }
      }
    }
  },
});
