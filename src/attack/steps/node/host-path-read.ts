import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { removeVolume } from '../../edits/workload-edits.ts';
import { everyContainer, groundOfPath, holds, mountedHostPaths, nodesOf, rootPremises } from '../containers.ts';

/** Folders below which the keys of the kubelet and the tokens of all pods of the node lie. */
const KUBELET = '/var/lib/kubelet';

export const hostPathRead: AttackStep = defineStep({
  id: 'node/host-path-read',
  phase: 'node',
  title: 'Read the keys and tokens that lie on the node',
  condition:
    'A mounted folder of the node holds /var/lib/kubelet or lies in it, where the certificate of the kubelet and the tokens and Secrets of all pods of the node are; root may read them.',
  mitre: ['T1611', 'T1552.001'],
  microsoft: ['MS-TA9013', 'MS-TA9025'],
  reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const path of mountedHostPaths(unit.pod, container)) {
        const isAbove = holds(path.mounted, KUBELET);
        if (!isAbove && path.mounted !== `${KUBELET}/pods` && path.mounted !== `${KUBELET}/pki`) continue;
        const premises = rootPremises(unit.pod, container, (user) => open(`${user} may read below ${path.mounted} of the node`));
        if (!premises) continue;
        // The folder of the pods alone holds no key of the kubelet, and the other way round.
        const kinds = isAbove ? (['files'] as const) : path.mounted.endsWith('/pki') ? (['kubelet'] as const) : (['files'] as const);
        for (const node of nodesOf(unit)) {
          for (const kind of kinds) {
            yield {
              from: [fact],
              to: { kind, node },
              says: `reads ${kind === 'kubelet' ? 'the key of the kubelet' : 'keys and tokens'} below ${path.mounted} of the node from container ${container.name} of ${unit.title}`,
              premises,
              grounds: () => [groundOfPath(unit, path)],
              cuts: () => [removeVolume(unit, path.volume)],
            };
          }
        }
      }
    }
  },
});
