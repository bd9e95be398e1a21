import { resolveSetting } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { everyContainer, nodesOf } from '../containers.ts';

export const hostProcess: AttackStep = defineStep({
  id: 'node/host-process',
  phase: 'node',
  title: 'Run as a process of a Windows node',
  condition:
    'windowsOptions.hostProcess is true for the container: it is no container but a process of the node, and owns it when it runs as NT AUTHORITY\\SYSTEM.',
  mitre: ['T1611'],
  microsoft: ['MS-TA9018'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      const setting = resolveSetting(unit.pod, container, 'windowsOptions');
      // The options are merged field by field, unlike other settings.
      const options = { ...unit.pod.spec.securityContext?.windowsOptions, ...container.spec.securityContext?.windowsOptions };
      if (options.hostProcess !== true) continue;
      const user = options.runAsUserName ?? '';
      const isSystem = user === '' || /(?:^|\\)SYSTEM$/i.test(user);
      for (const node of nodesOf(unit)) {
        yield {
          from: [fact],
          to: { kind: 'node', node },
          says: `is a process of the node in container ${container.name} of ${unit.title}`,
          premises: isSystem ? [] : [open(`${user} administers the node`)],
          grounds: () => [{ text: 'hostProcess is true', object: unit.object, path: [...setting.path, 'hostProcess'] }],
        };
      }
    }
  },
});
