import type { Check } from '../define.ts';
import { barePod } from './bare-pod.ts';
import { controlPlaneAffinity } from './control-plane-affinity.ts';
import { cpuLimit } from './cpu-limit.ts';
import { cpuRequest } from './cpu-request.ts';
import { credentialInCommand } from './credential-in-command.ts';
import { credentialInEnv } from './credential-in-env.ts';
import { dashboard } from './dashboard.ts';
import { dashboardPlainHttp } from './dashboard-plain-http.ts';
import { defaultServiceAccount } from './default-service-account.ts';
import { deprecatedServiceAccountField } from './deprecated-service-account-field.ts';
import { disruptionBudget } from './disruption-budget.ts';
import { dockerInDocker } from './docker-in-docker.ts';
import { ephemeralContainer } from './ephemeral-container.ts';
import { ephemeralStorageLimit } from './ephemeral-storage-limit.ts';
import { hostAliases } from './host-aliases.ts';
import { identicalProbes } from './identical-probes.ts';
import { imageDigest } from './image-digest.ts';
import { imageName } from './image-name.ts';
import { imagePullPolicy } from './image-pull-policy.ts';
import { imageRegistry } from './image-registry.ts';
import { imageTag } from './image-tag.ts';
import { livenessProbe } from './liveness-probe.ts';
import { memoryLimit } from './memory-limit.ts';
import { memoryRequest } from './memory-request.ts';
import { noSandbox } from './no-sandbox.ts';
import { nodePinned } from './node-pinned.ts';
import { readinessProbe } from './readiness-probe.ts';
import { replicaSpread } from './replica-spread.ts';
import { secretFileMode } from './secret-file-mode.ts';
import { secretInArguments } from './secret-in-arguments.ts';
import { secretInEnv } from './secret-in-env.ts';
import { sharedProcesses } from './shared-processes.ts';
import { singleReplica } from './single-replica.ts';
import { sshPort } from './ssh-port.ts';
import { subPath } from './sub-path.ts';
import { systemPriority } from './system-priority.ts';
import { terminal } from './terminal.ts';
import { tiller } from './tiller.ts';
import { tokenAutomount } from './token-automount.ts';
import { toleratesControlPlane } from './tolerates-control-plane.ts';

/** How workloads are built and run: images, resources, probes, identity, placement. */
export const workloadChecks: readonly Check[] = [
  barePod,
  controlPlaneAffinity,
  cpuLimit,
  cpuRequest,
  credentialInCommand,
  credentialInEnv,
  dashboard,
  dashboardPlainHttp,
  defaultServiceAccount,
  deprecatedServiceAccountField,
  disruptionBudget,
  dockerInDocker,
  ephemeralContainer,
  ephemeralStorageLimit,
  hostAliases,
  identicalProbes,
  imageDigest,
  imageName,
  imagePullPolicy,
  imageRegistry,
  imageTag,
  livenessProbe,
  memoryLimit,
  memoryRequest,
  noSandbox,
  nodePinned,
  readinessProbe,
  replicaSpread,
  secretFileMode,
  secretInArguments,
  secretInEnv,
  sharedProcesses,
  singleReplica,
  sshPort,
  subPath,
  systemPriority,
  terminal,
  tiller,
  tokenAutomount,
  toleratesControlPlane,
];
