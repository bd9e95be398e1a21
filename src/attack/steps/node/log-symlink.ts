import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { mountReadOnly, removeVolume } from '../../edits/workload-edits.ts';
import type { Fact } from '../../facts.ts';
import { everyContainer, groundOfPath, holds, mountedHostPaths, nodesOf, rootPremises } from '../containers.ts';

export const logSymlink: AttackStep = defineStep({
  id: 'node/log-symlink',
  phase: 'node',
  title: 'Have the kubelet read a file of the node as a log',
  condition:
    'The folder /var/log of the node is mounted writable, and somebody who is held may read logs of pods: the kubelet follows a symbolic link in the place of a log, as root.',
  mitre: ['T1611', 'T1552.001'],
  microsoft: ['MS-TA9013'],
  reference: 'https://blog.aquasec.com/kubernetes-security-pod-escape-log-mounts',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const path of mountedHostPaths(unit.pod, container)) {
        if (!path.isWritable || !(holds(path.mounted, '/var/log') || path.mounted === '/var/log/pods')) continue;
        const premises = rootPremises(unit.pod, container, (user) => open(`${user} may write to ${path.mounted} of the node`));
        if (!premises) continue;
        const readers: Fact[] = [
          { kind: 'allowed', action: resourceAction('get', 'pods/log', { namespace: unit.namespace }) },
          { kind: 'allowed', action: resourceAction('get', 'nodes/log') },
        ];
        for (const reader of readers) {
          for (const node of nodesOf(unit)) {
            yield {
              from: [fact, reader],
              to: { kind: 'files', node },
              says: `has the kubelet read files of the node by a link in ${path.mounted}, from container ${container.name} of ${unit.title}`,
              premises,
              grounds: () => [groundOfPath(unit, path)],
              cuts: () => [mountReadOnly(unit, container, path.volume), removeVolume(unit, path.volume)],
            };
          }
        }
      }
    }
  },
});
