import { capabilityName } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { switchOff } from '../../edits/workload-edits.ts';
import type { Fact } from '../../facts.ts';
import { everyContainer, nodesOf, rootOnNode } from '../containers.ts';
import { isOnNode, possibleNodes } from '../from-node/pods-of-node.ts';
import { isDataStore } from './data-store.ts';

export const nodeTraffic: AttackStep = defineStep({
  id: 'inside/node-traffic',
  phase: 'inside',
  title: 'Read along what others send',
  condition:
    'The pod uses the network of its node, its user is root and may open raw sockets (NET_RAW, which containerd and docker give, and CRI-O does not): it sees the packets of every pod of the node. So does whoever holds the names or addresses that others use. What is sent without encryption to a data store is then known.',
  mitre: ['T1552'],
  microsoft: ['MS-TA9036'],
  reference: 'https://man7.org/linux/man-pages/man7/packet.7.html',
  effort: 2,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      if (unit.pod.spec.hostNetwork !== true) continue;
      const { privileged, capabilities } = container.spec.securityContext ?? {};
      const names = (list: readonly string[] | undefined): string[] => (list ?? []).map(capabilityName);
      const adds = names(capabilities?.add).some((name) => name === 'ALL' || name === 'NET_RAW');
      const drops = names(capabilities?.drop).some((name) => name === 'ALL' || name === 'NET_RAW');
      const premises = rootOnNode(unit, container, scene);
      if (!premises || (drops && !adds && privileged !== true)) continue;
      const path = [...unit.pod.path, 'hostNetwork'];
      for (const node of nodesOf(unit)) {
        yield {
          from: [fact],
          to: { kind: 'traffic', node },
          says: `reads along the network of the node from container ${container.name} of ${unit.title}`,
          premises: [...premises, ...(adds || privileged === true ? [] : [open('the container runtime gives NET_RAW by itself')])],
          grounds: () => [{ text: 'the pod uses the network of its node', object: unit.object, path }],
          cuts: () => [switchOff(unit, path, 'the program loses the addresses and ports of its node', 15)],
        };
      }
    }
    for (const unit of scene.units) {
      if (!isDataStore(unit)) continue;
      const to: Fact = { kind: 'data', unit };
      for (const node of possibleNodes(scene)) {
        const premises = isOnNode(scene, unit, node);
        if (!premises) continue;
        yield {
          from: [{ kind: 'traffic', node }],
          to,
          says: `reads what is sent to ${unit.title}, and the passwords with it`,
          premises: [...premises, open(`connections to ${unit.title} are not encrypted`)],
        };
      }
    }
  },
});
