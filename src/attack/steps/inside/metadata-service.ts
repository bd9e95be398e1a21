import { isEmptyPorts } from '../../../engines/network/index.ts';
import { parseAddress } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, open, type Premise } from '../../define-step.ts';
import { withholdMetadata } from '../../edits/network-edits.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Unit } from '../../scene/units.ts';
import { everyContainer } from '../containers.ts';

const ADDRESS = '169.254.169.254';

/** Whether packets get there, and what that hangs on; `undefined` where policies keep all of its pods away. */
function reaches({ connectivity }: Scene, { network }: Unit): readonly Premise[] | undefined {
  const address = parseAddress(ADDRESS);
  if (!address) return undefined;
  const found = network.map((pod) => connectivity.allowed({ kind: 'pod', pod }, { kind: 'address', address }));
  const isPossible = found.some(({ possible }) => !isEmptyPorts({ ...possible, UDP: [], SCTP: [] }));
  if (!isPossible) return undefined;
  return found.every(({ certain }) => isEmptyPorts(certain)) ? [open('the network plugin lets the pod reach the address')] : [];
}

export const metadataService: AttackStep = defineStep({
  id: 'inside/metadata-service',
  phase: 'inside',
  title: 'Ask the metadata service of the cloud for credentials',
  condition: `No network policy keeps the pod from ${ADDRESS}, and the cloud answers pods there: the role of the node on AWS without a hop limit of 1, the default identity on Azure, the service account of the node on Google Cloud without workload identity.`,
  mitre: ['T1552'],
  microsoft: ['MS-TA9020', 'MS-TA9028', 'MS-TA9033'],
  reference: 'https://kubernetes.io/docs/tasks/administer-cluster/securing-a-cluster/#restricting-cloud-metadata-api-access',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      const premises = reaches(scene, unit);
      if (!premises) continue;
      yield {
        from: [fact],
        to: { kind: 'cloud' },
        says: `asks ${ADDRESS} for the credentials of the node from container ${container.name} of ${unit.title}`,
        premises: [...premises, open('the cluster runs in a cloud whose metadata service answers pods')],
        grounds: () => [{ text: `no policy keeps ${unit.title} from ${ADDRESS}`, object: unit.object, path: unit.pod.path }],
        cuts: () => (unit.pod.spec.hostNetwork === true ? [] : withholdMetadata(unit, scene)),
      };
    }
  },
});
