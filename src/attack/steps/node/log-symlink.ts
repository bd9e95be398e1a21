import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { mountReadOnly } from '../../edits/workload-edits.ts';
import type { Fact } from '../../facts.ts';
import { podName } from '../api/running-pods.ts';
import { cutPlace, everyContainer, groundOfPlace, holds, mountedPlaces, nodesOf, rootOfFiles } from '../containers.ts';

export const logSymlink: AttackStep = defineStep({
  id: 'node/log-symlink',
  phase: 'node',
  title: 'Have the kubelet read a file of the node as a log',
  condition:
    'The folder /var/log or /var/log/pods of the node is mounted writable, and somebody who is held may read logs of the pod (pods/log) or of nodes (nodes/log): the kubelet follows a symbolic link in the place of a log, as root.',
  mitre: ['T1611', 'T1552.001'],
  microsoft: ['MS-TA9013'],
  reference: 'https://blog.aquasec.com/kubernetes-security-pod-escape-log-mounts',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const place of mountedPlaces(scene, unit, container)) {
        if (!place.isWritable || !holds(place.mounted, '/var/log/pods')) continue;
        const premises = rootOfFiles(unit, container, (user) => open(`${user} may write to ${place.mounted} of the node`));
        const reader: Fact = {
          kind: 'one-of',
          actions: [
            resourceAction('get', 'pods/log', { namespace: unit.namespace, name: podName(unit) }),
            resourceAction('get', 'nodes/log'),
          ],
        };
        for (const node of nodesOf(unit)) {
          yield {
            from: [fact, reader],
            to: { kind: 'files', node },
            says: `has the kubelet read files of the node by a link in ${place.mounted}, from container ${container.name} of ${unit.title}`,
            premises: [...premises, ...place.premises],
            grounds: () => [groundOfPlace(place)],
            cuts: () => [mountReadOnly(unit, container, place.volume), ...cutPlace(unit, place)],
          };
        }
      }
    }
  },
});
