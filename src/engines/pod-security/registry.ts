import { ALLOW_PRIVILEGE_ESCALATION } from './allow-privilege-escalation.ts';
import { APP_ARMOR_PROFILE } from './app-armor-profile.ts';
import { CAPABILITIES_BASELINE } from './capabilities-baseline.ts';
import { CAPABILITIES_RESTRICTED } from './capabilities-restricted.ts';
import type { PodSecurityCheck } from './check.ts';
import { HOST_NAMESPACES } from './host-namespaces.ts';
import { HOST_PATH_VOLUMES } from './host-path-volumes.ts';
import { HOST_PORTS } from './host-ports.ts';
import { HOST_PROBES_AND_LIFECYCLE } from './host-probes-and-lifecycle.ts';
import { PRIVILEGED } from './privileged.ts';
import { PROC_MOUNT, PROC_MOUNT_RESTRICTED } from './proc-mount.ts';
import { RESTRICTED_VOLUMES } from './restricted-volumes.ts';
import { RUN_AS_NON_ROOT } from './run-as-non-root.ts';
import { RUN_AS_USER } from './run-as-user.ts';
import { SE_LINUX_OPTIONS } from './se-linux-options.ts';
import { SECCOMP_PROFILE_BASELINE } from './seccomp-profile-baseline.ts';
import { SECCOMP_PROFILE_RESTRICTED } from './seccomp-profile-restricted.ts';
import { SYSCTLS } from './sysctls.ts';
import { WINDOWS_HOST_PROCESS } from './windows-host-process.ts';

/** Every control, baseline before restricted, in the order of their ids. */
export const POD_SECURITY_CHECKS: readonly PodSecurityCheck[] = [
  APP_ARMOR_PROFILE,
  CAPABILITIES_BASELINE,
  HOST_NAMESPACES,
  HOST_PATH_VOLUMES,
  HOST_PORTS,
  HOST_PROBES_AND_LIFECYCLE,
  PRIVILEGED,
  PROC_MOUNT,
  SE_LINUX_OPTIONS,
  SECCOMP_PROFILE_BASELINE,
  SYSCTLS,
  WINDOWS_HOST_PROCESS,
  ALLOW_PRIVILEGE_ESCALATION,
  CAPABILITIES_RESTRICTED,
  PROC_MOUNT_RESTRICTED,
  RESTRICTED_VOLUMES,
  RUN_AS_NON_ROOT,
  RUN_AS_USER,
  SECCOMP_PROFILE_RESTRICTED,
];
