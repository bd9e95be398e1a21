import { booleanAt, stringAt } from '../../../core/index.ts';
import { isEmptyPorts } from '../../../engines/network/index.ts';
import type { InventoryObject } from '../../../inventory/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import type { Scene } from '../../scene/scene.ts';
import { everyContainer, isLasting } from '../containers.ts';

interface OpenKubelet {
  readonly object: InventoryObject;
  readonly path: readonly (string | number)[];
}

/** Kubelets that take anonymous requests and allow them everything. What a configuration file leaves out is safe, and what flags leave out is not. */
function* openKubelets({ objects, components }: Scene): Generator<OpenKubelet> {
  for (const object of objects) {
    if (object.kind !== 'KubeletConfiguration') continue;
    const isAnonymous = booleanAt(object.value, 'authentication', 'anonymous', 'enabled') === true;
    if (isAnonymous && stringAt(object.value, 'authorization', 'mode') === 'AlwaysAllow') yield { object, path: ['authorization', 'mode'] };
  }
  for (const { object, component } of components) {
    if (component.name !== 'kubelet') continue;
    const { flags } = component;
    const mode = flags.get('authorization-mode');
    const isUnsafe = component.isComplete && !flags.has('config');
    const isAnonymous = (flags.get('anonymous-auth')?.value ?? String(isUnsafe)) === 'true';
    const allowsAll = (mode?.value ?? (isUnsafe ? 'AlwaysAllow' : '')) === 'AlwaysAllow';
    if (isAnonymous && allowsAll) yield { object, path: mode?.path ?? component.path };
  }
}

export const openKubelet: AttackStep = defineStep({
  id: 'entry/open-kubelet',
  phase: 'entry',
  title: 'Run commands through a kubelet that asks for nothing',
  condition:
    'The kubelet takes anonymous requests and its authorization mode is AlwaysAllow; its port 10250 then gives commands in every container of the node to whoever reaches it, pods included unless their policies keep them from nodes. The read-only port 10255 tells which pods there are and gives nothing by itself.',
  mitre: ['T1133', 'T1609'],
  microsoft: ['MS-TA9005', 'MS-TA9030'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
  effort: 1,
  *moves(scene) {
    const [first] = openKubelets(scene);
    if (!first) return;
    const { object, path } = first;
    yield {
      from: [{ kind: 'outside' }],
      to: { kind: 'node-ports' },
      says: 'connects to port 10250 of a node',
      premises: [open('port 10250 of nodes can be reached from the internet')],
    };
    for (const { id, pods } of scene.connectivity.classes) {
      const [pod] = pods;
      if (!pod || isEmptyPorts(scene.connectivity.allowed({ kind: 'pod', pod }, { kind: 'node' }).possible)) continue;
      yield {
        from: [{ kind: 'presence', classId: id }],
        to: { kind: 'node-ports' },
        says: 'connects to port 10250 of a node from a pod',
        premises: [open('no firewall stands between pods and port 10250 of nodes')],
      };
    }
    for (const { unit, container, fact } of everyContainer(scene)) {
      if (!isLasting(container)) continue;
      yield {
        from: [{ kind: 'node-ports' }],
        to: fact,
        says: `runs commands in container ${container.name} of ${unit.title} through the kubelet of its node`,
        grounds: () => [{ text: 'the kubelet allows everything to everybody', object, path }],
      };
    }
  },
});
