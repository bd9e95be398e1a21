import { formatSubject, type Place, type Subject } from '../core/index.ts';
import { POD_SECURITY_LEVELS, type PodSecurityLevel, reachedLevel } from '../engines/pod-security/index.ts';
import type { Inventory } from '../inventory/index.ts';
import type { KubernetesVersion } from '../kubernetes/index.ts';

/** What keeps a workload from a Pod Security level and cannot be decided without knowing the program. */
export interface OpenQuestion {
  readonly subject: Subject;
  readonly place: Place;
  readonly level: PodSecurityLevel;
  readonly questions: readonly { readonly control: string; readonly detail: string; readonly howToFindOut: string }[];
}

/** By the control of the standards, in the names of the admission plugin. */
const HOW_TO_FIND_OUT: Readonly<Record<string, string>> = {
  allowPrivilegeEscalation: 'does it call sudo, su or another setuid program? find / -perm -4000 in the image lists them',
  capabilities_baseline: 'which right does it use? Run it without the capability: "operation not permitted" in its log names the call',
  capabilities_restricted:
    'does it change users or file owners, or make packets? Run it once with drop: [ALL]; ports below 1024 are allowed back with NET_BIND_SERVICE',
  hostNamespaces:
    'does it look at processes or use addresses of the node? If it does, it belongs in a namespace of its own with a higher level',
  hostPathVolumes: 'what does it read or write there? Logs, metrics and storage have volumes or agents of their own',
  hostPorts: 'who connects to the node? A Service of type LoadBalancer or an Ingress can take its place',
  hostProbesAndHostLifecycle: 'what does the probe ask? Without host it asks the pod itself',
  privileged: 'what does it do to the node? One capability or a device plugin is mostly enough',
  procMount: 'does it build or run containers? User namespaces (hostUsers: false) allow it without this',
  restrictedVolumes: 'what is in the volume? A PersistentVolumeClaim, a projected volume or a CSI driver can hold the same',
  runAsNonRoot:
    'which user does the image run as? Its configuration says it (USER of the Dockerfile); a number above 0 can be set with runAsNonRoot: true',
  runAsUser: 'can it run as another user than 0? Try a number such as 10001 and look for files that it cannot read or write',
  seLinuxOptions: 'why was the type changed? container_t is what containers get by themselves',
  seccompProfile: 'which system calls does it need? Audit mode (SCMP_ACT_LOG) of a profile of your own records them',
  sysctls: 'who needs the kernel set this way? The node can be set up so for all, or the kubelet can allow it by name',
  windowsHostProcess: 'does it work on the node? Such pods belong in a namespace of their own',
};

/** Every pod below the level, with what separates it and how to find out what to do. */
export function openQuestions(inventory: Inventory, level: PodSecurityLevel, version: KubernetesVersion): OpenQuestion[] {
  return inventory.objects.flatMap((object) =>
    object.pods.flatMap((pod): OpenQuestion[] => {
      const reached = reachedLevel(pod, version);
      if (POD_SECURITY_LEVELS.indexOf(reached.level) >= POD_SECURITY_LEVELS.indexOf(level)) return [];
      const { apiVersion, kind: type, namespace, name } = object;
      const subject: Subject = { kind: 'object', apiVersion, type, ...(namespace === undefined ? {} : { namespace }), name };
      return [
        {
          subject,
          place: object.locate(pod.path).place,
          level: reached.level,
          questions: reached.missing.map(({ check, reason, detail }) => ({
            control: reason,
            detail,
            howToFindOut:
              HOW_TO_FIND_OUT[check] ?? HOW_TO_FIND_OUT[check.replace(/_.*$/, '')] ?? `what does ${formatSubject(subject)} need it for?`,
          })),
        },
      ];
    }),
  );
}
