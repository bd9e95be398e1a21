import type { Check } from '../define.ts';
import { appArmorUnconfined } from './app-armor-unconfined.ts';
import { appArmorUnset } from './app-armor-unset.ts';
import { blockDevice } from './block-device.ts';
import { capabilityAdded } from './capability-added.ts';
import { capabilityAll } from './capability-all.ts';
import { capabilityBpf } from './capability-bpf.ts';
import { capabilityDacReadSearch } from './capability-dac-read-search.ts';
import { capabilityNetAdmin } from './capability-net-admin.ts';
import { capabilityNetRaw } from './capability-net-raw.ts';
import { capabilityNotDropped } from './capability-not-dropped.ts';
import { capabilitySysAdmin } from './capability-sys-admin.ts';
import { capabilitySysModule } from './capability-sys-module.ts';
import { capabilitySysPtrace } from './capability-sys-ptrace.ts';
import { capabilitySysRawio } from './capability-sys-rawio.ts';
import { capabilitySystemControl } from './capability-system-control.ts';
import { hostIpc } from './host-ipc.ts';
import { hostNetwork } from './host-network.ts';
import { hostPath } from './host-path.ts';
import { hostPathDev } from './host-path-dev.ts';
import { hostPathEtc } from './host-path-etc.ts';
import { hostPathEtcd } from './host-path-etcd.ts';
import { hostPathHome } from './host-path-home.ts';
import { hostPathKubelet } from './host-path-kubelet.ts';
import { hostPathKubernetes } from './host-path-kubernetes.ts';
import { hostPathLog } from './host-path-log.ts';
import { hostPathProc } from './host-path-proc.ts';
import { hostPathRoot } from './host-path-root.ts';
import { hostPathRuntimeSocket } from './host-path-runtime-socket.ts';
import { hostPid } from './host-pid.ts';
import { hostPort } from './host-port.ts';
import { hostUsers } from './host-users.ts';
import { lowUserId } from './low-user-id.ts';
import { mountPropagation } from './mount-propagation.ts';
import { privilegeEscalation } from './privilege-escalation.ts';
import { privileged } from './privileged.ts';
import { probeHost } from './probe-host.ts';
import { procMount } from './proc-mount.ts';
import { readOnlyRoot } from './read-only-root.ts';
import { rootGroup } from './root-group.ts';
import { rootSupplementalGroup } from './root-supplemental-group.ts';
import { runAsNonRootUnset } from './run-as-non-root-unset.ts';
import { runAsRoot } from './run-as-root.ts';
import { seccompUnconfined } from './seccomp-unconfined.ts';
import { seccompUnset } from './seccomp-unset.ts';
import { securityContextMissing } from './security-context-missing.ts';
import { selinuxOptions } from './selinux-options.ts';
import { sysctl } from './sysctl.ts';
import { volumeType } from './volume-type.ts';
import { windowsAdministrator } from './windows-administrator.ts';
import { windowsHostProcess } from './windows-host-process.ts';

/** What a pod may do to its node and to itself. */
export const podChecks: readonly Check[] = [
  appArmorUnconfined,
  appArmorUnset,
  blockDevice,
  capabilityAdded,
  capabilityAll,
  capabilityBpf,
  capabilityDacReadSearch,
  capabilityNetAdmin,
  capabilityNetRaw,
  capabilityNotDropped,
  capabilitySysAdmin,
  capabilitySysModule,
  capabilitySysPtrace,
  capabilitySysRawio,
  capabilitySystemControl,
  hostIpc,
  hostNetwork,
  hostPath,
  hostPathDev,
  hostPathEtc,
  hostPathEtcd,
  hostPathHome,
  hostPathKubelet,
  hostPathKubernetes,
  hostPathLog,
  hostPathProc,
  hostPathRoot,
  hostPathRuntimeSocket,
  hostPid,
  hostPort,
  hostUsers,
  lowUserId,
  mountPropagation,
  privilegeEscalation,
  privileged,
  probeHost,
  procMount,
  readOnlyRoot,
  rootGroup,
  rootSupplementalGroup,
  runAsNonRootUnset,
  runAsRoot,
  seccompUnconfined,
  seccompUnset,
  securityContextMissing,
  selinuxOptions,
  sysctl,
  volumeType,
  windowsAdministrator,
  windowsHostProcess,
];
