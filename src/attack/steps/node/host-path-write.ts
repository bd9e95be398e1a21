import { hostPathGroup } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { mountReadOnly, removeVolume } from '../../edits/workload-edits.ts';
import { everyContainer, groundOfPath, mountedHostPaths, nodesOf, rootPremises } from '../containers.ts';

/** What somebody who writes there as root makes the node do. */
const LEADS: Partial<Record<ReturnType<typeof hostPathGroup>, string>> = {
  root: 'a task or a key',
  kubernetes: 'the manifest of a static pod',
  kubelet: 'files of pods and of the kubelet',
  etc: 'a task of cron or an entry of ld.so.preload',
  home: 'a key for logging in',
};

export const hostPathWrite: AttackStep = defineStep({
  id: 'node/host-path-write',
  phase: 'node',
  title: 'Write files that the node runs or believes',
  condition:
    'A folder of the node such as /, /etc, /etc/kubernetes, /root, /home or /var/lib/kubelet is mounted writable, and the user of the container may write there, as root may.',
  mitre: ['T1611', 'T1543'],
  microsoft: ['MS-TA9013'],
  reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const path of mountedHostPaths(unit.pod, container)) {
        const lead = LEADS[hostPathGroup(path.mounted)];
        if (!path.isWritable || !lead) continue;
        const premises = rootPremises(unit.pod, container, (user) => open(`${user} may write to ${path.mounted} of the node`));
        if (!premises) continue;
        for (const node of nodesOf(unit)) {
          yield {
            from: [fact],
            to: { kind: 'node', node },
            says: `writes ${lead} into ${path.mounted} of the node from container ${container.name} of ${unit.title}`,
            premises,
            grounds: () => [groundOfPath(unit, path)],
            cuts: () => [mountReadOnly(unit, container, path.volume), removeVolume(unit, path.volume)],
          };
        }
      }
    }
  },
});
