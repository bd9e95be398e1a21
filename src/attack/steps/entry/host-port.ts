import { formatPorts, hasPort, isProtocol, type NetworkPod, type Protocol, portRange } from '../../../engines/network/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { editUnit } from '../../edits/workload-edits.ts';
import type { Scene } from '../../scene/scene.ts';
import { everyContainer, isLasting } from '../containers.ts';

export const hostPort: AttackStep = defineStep({
  id: 'entry/host-port',
  phase: 'entry',
  title: 'Connect to a port that a container takes on its node',
  condition:
    'A container declares hostPort, or its pod uses the network of the node and it declares a port, and nodes can be reached from the internet.',
  mitre: ['T1190', 'T1133'],
  microsoft: ['MS-TA9005'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/overview/#services',
  effort: 1,
  *moves(scene) {
    for (const { unit, container } of everyContainer(scene)) {
      if (!isLasting(container)) continue;
      const isOnHost = unit.pod.spec.hostNetwork === true;
      for (const [index, port] of (container.spec.ports ?? []).entries()) {
        const { containerPort, protocol = 'TCP', hostPort: own, hostIP } = port;
        const number = isOnHost ? containerPort : own;
        if (!number || !isProtocol(protocol) || /^(?:127\.|::1$)/.test(hostIP ?? '')) continue;
        if (!isOnHost && unit.network.every((pod) => !isOpenToNodes(scene, pod, protocol, containerPort ?? number))) continue;
        const path = [...container.path, 'ports', index];
        yield {
          from: [{ kind: 'outside' }],
          to: { kind: 'exposure', unit, container },
          says: `connects to port ${formatPorts(portRange(protocol, number, number))} of a node, where ${unit.title} listens`,
          premises: [open('nodes can be reached from the internet, and no firewall stands before the port')],
          grounds: () => [
            {
              text: isOnHost ? `the pod uses the network of its node and declares port ${number}` : `hostPort ${number}`,
              object: unit.object,
              path,
            },
          ],
          cuts: () =>
            isOnHost
              ? [
                  editUnit(unit, 'hostNetwork', 'set hostNetwork to false', 15, 'the program loses the addresses and ports of its node', [
                    { kind: 'set', path: [...unit.pod.path, 'hostNetwork'], value: false },
                  ]),
                ]
              : [
                  editUnit(
                    unit,
                    `${path.join('.')} hostPort`,
                    `take hostPort ${number} away`,
                    15,
                    'clients that use the address of the node lose it',
                    [{ kind: 'remove', path: [...path, 'hostPort'] }],
                  ),
                ],
        };
      }
    }
  },
});

function isOpenToNodes({ connectivity }: Scene, pod: NetworkPod, protocol: Protocol, port: number): boolean {
  const { possible } = connectivity.allowed({ kind: 'external' }, { kind: 'pod', pod });
  return (
    hasPort(possible, protocol, port) || hasPort(connectivity.allowed({ kind: 'node' }, { kind: 'pod', pod }).possible, protocol, port)
  );
}
