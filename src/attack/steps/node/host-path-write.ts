import { type AttackStep, defineStep, open, type Premise, usual } from '../../define-step.ts';
import { mountReadOnly } from '../../edits/workload-edits.ts';
import { cutPlace, everyContainer, groundOfPlace, holds, mountedPlaces, nodesOf, rootOfFiles } from '../containers.ts';

interface Lead {
  /** A file or folder. Who may write to one above may write to it; who may write to a part of a folder can only if `isDeep`. */
  readonly path: string;
  readonly isDeep?: boolean;
  /** What is written. */
  readonly what: string;
  readonly premise?: Premise;
}

const SYSTEMD = usual('the node starts its services by systemd');
const CRON = open('the node runs cron');

/** What a node runs as root, or believes, when it lies there; the surest first. */
const LEADS: readonly Lead[] = [
  { path: '/etc/ld.so.preload', what: 'a library that every program of the node loads' },
  { path: '/root/.ssh', what: 'a key for logging in as root', isDeep: true, premise: open('the node lets root log in with a key') },
  { path: '/etc/kubernetes/manifests', what: 'the manifest of a static pod', premise: usual('the kubelet reads static pods there') },
  { path: '/etc/systemd/system', what: 'a service', isDeep: true, premise: SYSTEMD },
  { path: '/run/systemd/system', what: 'a service', isDeep: true, premise: SYSTEMD },
  { path: '/usr/lib/systemd/system', what: 'a service', isDeep: true, premise: SYSTEMD },
  { path: '/usr/bin', what: 'a program that the node runs as root' },
  { path: '/usr/sbin', what: 'a program that the node runs as root' },
  { path: '/opt/cni/bin', what: 'a network plugin, which the container runtime runs as root' },
  {
    path: '/usr/libexec/kubernetes/kubelet-plugins/volume/exec',
    what: 'a volume plugin, which the kubelet runs as root',
    isDeep: true,
    premise: open('the kubelet looks for FlexVolume plugins there'),
  },
  { path: '/etc/cron.d', what: 'a task of cron', premise: CRON },
  { path: '/etc/crontab', what: 'a task of cron', premise: CRON },
  { path: '/var/spool/cron', what: 'a task of cron', isDeep: true, premise: CRON },
  { path: '/etc/sudoers.d', what: 'a right to become root', premise: open('the attacker can log in to the node') },
  { path: '/home', what: 'a key for logging in', isDeep: true, premise: open('a user of the node who logs in with a key may become root') },
  {
    path: '/var/lib/kubelet/config.yaml',
    what: 'another folder for static pods into the configuration of the kubelet',
    premise: open('the kubelet starts again'),
  },
  ...['/var/lib/containerd', '/var/lib/docker', '/var/lib/containers'].map((path) => ({
    path,
    what: 'other programs into images and containers',
    premise: open(`the node keeps its images in ${path}, and runs a container that owns it`),
  })),
];

function leadOf(path: string): Lead | undefined {
  return LEADS.find((lead) => holds(path, lead.path) || (lead.isDeep === true && holds(lead.path, path)));
}

export const hostPathWrite: AttackStep = defineStep({
  id: 'node/host-path-write',
  phase: 'node',
  title: 'Write files that the node runs or believes',
  condition:
    'A folder of the node is mounted writable in which lies what it runs as root or believes: static pods, services, tasks of cron, keys for logging in, programs, plugins, images. The user of the container must be one who may write there, as root is.',
  mitre: ['T1611'],
  microsoft: ['MS-TA9013'],
  reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  effort: 1,
  *moves(scene) {
    for (const { unit, container, fact } of everyContainer(scene)) {
      for (const place of mountedPlaces(scene, unit, container)) {
        const lead = place.isWritable ? leadOf(place.mounted) : undefined;
        if (!lead) continue;
        const premises = rootOfFiles(unit, container, (user) => open(`${user} may write to ${place.mounted} of the node`));
        for (const node of nodesOf(unit)) {
          yield {
            from: [fact],
            to: { kind: 'node', node },
            says: `writes ${lead.what} into ${place.mounted} of the node from container ${container.name} of ${unit.title}`,
            premises: [...premises, ...place.premises, ...(lead.premise ? [lead.premise] : [])],
            grounds: () => [groundOfPlace(place)],
            cuts: () => [mountReadOnly(unit, container, place.volume), ...cutPlace(unit, place)],
          };
        }
      }
    }
  },
});
