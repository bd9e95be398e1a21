import { compareVersions, parseVersion } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, open, type Premise } from '../../define-step.ts';
import type { Scene } from '../../scene/scene.ts';
import { everyContainer, nodesOf } from '../containers.ts';

const CVE = 'CVE-2021-25741';

/** The first releases of each minor version that are not vulnerable; older minor versions all are. */
const MENDED = ['1.19.15', '1.20.11', '1.21.5', '1.22.2'];

/** Whether the kubelet of a node has the weakness; `undefined` where its release is not known. */
function isVulnerable(scene: Scene, node: string): boolean | undefined {
  if (scene.cves.has(CVE)) return true;
  const text = scene.nodes.versions.get(node);
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text ?? '');
  const version = match && parseVersion(`${match[1]}.${match[2]}`);
  if (!match || !version) return undefined;
  const mended = MENDED.find((one) => one.startsWith(`${match[1]}.${match[2]}.`));
  if (mended) return Number(match[3]) < Number(mended.split('.')[2]);
  return compareVersions(version, { major: 1, minor: 19 }) < 0;
}

export const subPath: AttackStep = defineStep({
  id: 'node/sub-path',
  phase: 'node',
  title: 'Swap the path of a volume for a link while it is mounted',
  condition: `A container mounts part of a volume (subPath) that another or an earlier one can write to, and the kubelet has ${CVE}: releases before 1.19.15, 1.20.11, 1.21.5 and 1.22.2. Nodes among the objects say their release; --assume-cve ${CVE} takes it as given.`,
  mitre: ['T1611', 'T1068'],
  microsoft: ['MS-TA9013'],
  reference: 'https://github.com/kubernetes/kubernetes/issues/104980',
  effort: 4,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const [index, mount] of (container.spec.volumeMounts ?? []).entries()) {
        const volume = (unit.pod.spec.volumes ?? []).find(({ name }) => name === mount.name);
        if ((mount.subPath ?? mount.subPathExpr ?? '') === '' || !volume || !('emptyDir' in volume || 'persistentVolumeClaim' in volume))
          continue;
        for (const node of nodesOf(unit)) {
          if (isVulnerable(scene, node) !== true) continue;
          const premises: Premise[] = [open('the container is started again while the attacker swaps the path')];
          yield {
            from: [fact],
            to: { kind: 'node', node },
            says: `swaps the path of volume ${mount.name} for a link to the node's files, from container ${container.name} of ${unit.title}`,
            premises,
            grounds: () => [
              { text: `a part of volume ${mount.name} is mounted`, object: unit.object, path: [...container.path, 'volumeMounts', index] },
            ],
          };
        }
      }
    }
  },
});
