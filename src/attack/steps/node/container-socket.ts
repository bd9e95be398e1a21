import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { cutPlace, everyContainer, groundOfPlace, holds, mountedPlaces, nodesOf, rootOfFiles } from '../containers.ts';

/** Where container runtimes listen; /var/run is a link to /run on every common system. */
const SOCKETS = [
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/podman/podman.sock',
  '/run/cri-dockerd.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/dockershim.sock',
];
const NAMES = new Set(SOCKETS.map((socket) => socket.split('/').at(-1)));

/** A socket itself or a folder above one; `undefined` for everything else. */
function socketAt(path: string): 'socket' | 'folder' | undefined {
  const real = path === '/var/run' || path.startsWith('/var/run/') ? path.slice('/var'.length) : path;
  if (NAMES.has(real.split('/').at(-1))) return 'socket';
  return SOCKETS.some((socket) => holds(real, socket)) ? 'folder' : undefined;
}

export const containerSocket: AttackStep = defineStep({
  id: 'node/container-socket',
  phase: 'node',
  title: 'Start a container by the socket of the container runtime',
  condition:
    'The socket of docker, containerd, CRI-O or podman is mounted, or a folder that holds it. Mounting it read-only does not help: a connection is no write to a file.',
  mitre: ['T1611', 'T1610'],
  microsoft: ['MS-TA9013'],
  reference: 'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const place of mountedPlaces(scene, unit, container)) {
        const found = socketAt(place.mounted);
        // The pod does not start where something else is there than its volume demands.
        if (!found || (found === 'socket' ? !['', 'Socket'].includes(place.type) && !place.mount.subPath : place.type === 'Socket'))
          continue;
        const premises = rootOfFiles(unit, container, (user) => open(`${user} may use the socket of the container runtime`));
        for (const node of nodesOf(unit)) {
          yield {
            from: [fact],
            to: { kind: 'node', node },
            says: `has the container runtime start a container that owns the node, by ${found === 'socket' ? place.mounted : `a socket below ${place.mounted}`}, from container ${container.name} of ${unit.title}`,
            premises: [
              ...premises,
              ...place.premises,
              ...(found === 'socket' ? [] : [open(`a socket of a container runtime lies below ${place.mounted}`)]),
            ],
            grounds: () => [groundOfPlace(place)],
            cuts: () => cutPlace(unit, place),
          };
        }
      }
    }
  },
});
