import { type AttackStep, defineStep, open } from '../../define-step.ts';
import type { Fact } from '../../facts.ts';
import { cutPlace, everyContainer, groundOfPlace, holds, mountedPlaces, nodesOf, rootOfFiles } from '../containers.ts';

/** What lies where: https://kubernetes.io/docs/reference/node/kubelet-files/ and, for k3s, https://docs.k3s.io/cli/certificate */
const PLACES: readonly (readonly [path: string, kind: 'kubelet' | 'pod-files', what: string])[] = [
  ['/var/lib/kubelet/pki', 'kubelet', 'the key of the kubelet'],
  ['/var/lib/rancher/k3s/agent/client-kubelet.key', 'kubelet', 'the key of the kubelet'],
  ['/var/lib/kubelet/pods', 'pod-files', 'tokens and Secrets of pods'],
];

export const hostPathRead: AttackStep = defineStep({
  id: 'node/host-path-read',
  phase: 'node',
  title: 'Read the keys and tokens that lie on the node',
  condition:
    'A mounted folder of the node holds /var/lib/kubelet/pki, the key of the kubelet, or /var/lib/kubelet/pods, where the tokens and Secrets of all pods of the node are, or all of /; root may read them, and read-only is enough.',
  mitre: ['T1611', 'T1552.001'],
  microsoft: ['MS-TA9013', 'MS-TA9025'],
  reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const place of mountedPlaces(scene, unit, container)) {
        const found =
          place.mounted === '/'
            ? ([['/', 'files', 'keys and tokens']] as const)
            : PLACES.filter(([path]) => holds(place.mounted, path)).filter(
                ([, kind], index, all) => all.findIndex((one) => one[1] === kind) === index,
              );
        if (found.length === 0) continue;
        const premises = rootOfFiles(unit, container, (user) => open(`${user} may read below ${place.mounted} of the node`));
        for (const node of nodesOf(unit)) {
          for (const [, kind, what] of found) {
            const to: Fact = { kind, node };
            yield {
              from: [fact],
              to,
              says: `reads ${what} below ${place.mounted} of the node from container ${container.name} of ${unit.title}`,
              premises: [...premises, ...place.premises],
              grounds: () => [groundOfPlace(place)],
              cuts: () => cutPlace(unit, place),
            };
          }
        }
      }
    }
  },
});
