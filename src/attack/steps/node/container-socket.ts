import { hostPathGroup } from '../../../kubernetes/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { removeVolume } from '../../edits/workload-edits.ts';
import { everyContainer, groundOfPath, mountedHostPaths, nodesOf, rootPremises } from '../containers.ts';

export const containerSocket: AttackStep = defineStep({
  id: 'node/container-socket',
  phase: 'node',
  title: 'Start a container by the socket of the container runtime',
  condition:
    'The socket of docker, containerd or CRI-O is mounted, or a folder that holds it. Mounting it read-only does not help: a connection is no write to a file.',
  mitre: ['T1611', 'T1610'],
  microsoft: ['MS-TA9013'],
  reference: 'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const path of mountedHostPaths(unit.pod, container)) {
        const group = hostPathGroup(path.mounted);
        if (group !== 'socket' && group !== 'root') continue;
        const premises = rootPremises(unit.pod, container, (user) => open(`${user} may use the socket of the container runtime`));
        if (!premises || (group === 'root' && path.mounted !== '/' && path.mounted !== '/var')) continue;
        for (const node of nodesOf(unit)) {
          yield {
            from: [fact],
            to: { kind: 'node', node },
            says: `has the container runtime start a container that owns the node, by the socket below ${path.mounted}, from container ${container.name} of ${unit.title}`,
            premises: [
              ...premises,
              ...(path.mounted.endsWith('.sock') ? [] : [open(`a socket of a container runtime lies below ${path.mounted}`)]),
            ],
            grounds: () => [groundOfPath(unit, path)],
            cuts: () => [removeVolume(unit, path.volume)],
          };
        }
      }
    }
  },
});
