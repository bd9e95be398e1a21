import type { AttackStep } from '../define-step.ts';
import { bindRole } from './api/bind-role.ts';
import { bootstrapToken } from './api/bootstrap-token.ts';
import { changeDns } from './api/change-dns.ts';
import { changeWorkload } from './api/change-workload.ts';
import { cloudMapping } from './api/cloud-mapping.ts';
import { createPod } from './api/create-pod.ts';
import { createTokenSecret } from './api/create-token-secret.ts';
import { externalAddress } from './api/external-address.ts';
import { forwardPort } from './api/forward-port.ts';
import { fullRights } from './api/full-rights.ts';
import { hostPathVolume } from './api/host-path-volume.ts';
import { impersonate } from './api/impersonate.ts';
import { mountSecret } from './api/mount-secret.ts';
import { mutatingPolicy } from './api/mutating-policy.ts';
import { mutatingWebhook } from './api/mutating-webhook.ts';
import { nodeCertificate } from './api/node-certificate.ts';
import { nodeProxy } from './api/node-proxy.ts';
import { placeInNetwork } from './api/place-in-network.ts';
import { privilegedPod } from './api/privileged-pod.ts';
import { raiseRole } from './api/raise-role.ts';
import { readSecret } from './api/read-secret.ts';
import { attach, changePod, ephemeralContainer, exec, execByWebsocket } from './api/running-pods.ts';
import { signCertificate } from './api/sign-certificate.ts';
import { steerPods } from './api/steer-pods.ts';
import { tokenRequest } from './api/token-request.ts';
import { alwaysAllow, anonymousRights } from './entry/anonymous-rights.ts';
import { exploitedNeighbour, exploitedProgram } from './entry/exploited-program.ts';
import { exposedWorkload } from './entry/exposed-workload.ts';
import { hostPort } from './entry/host-port.ts';
import { leakedCredential } from './entry/leaked-credential.ts';
import { mutableImage } from './entry/mutable-image.ts';
import { obedientProgram } from './entry/obedient-program.ts';
import { openKubelet } from './entry/open-kubelet.ts';
import { controlPlaneKeys, controlPlaneNode } from './from-node/control-plane.ts';
import { kubeletIdentity } from './from-node/kubelet-identity.ts';
import { nodeFiles } from './from-node/node-files.ts';
import { podsOfNode } from './from-node/pods-of-node.ts';
import { staticPod } from './from-node/static-pod.ts';
import { dataStore } from './inside/data-store.ts';
import { loginInConfig } from './inside/login-in-config.ts';
import { loginInSecret } from './inside/login-in-secret.ts';
import { metadataService } from './inside/metadata-service.ts';
import { mountedSecret } from './inside/mounted-secret.ts';
import { nodeTraffic } from './inside/node-traffic.ts';
import { podNetwork } from './inside/pod-network.ts';
import { pullSecret } from './inside/pull-secret.ts';
import { serviceAccountToken } from './inside/service-account-token.ts';
import { sharedProcesses } from './inside/shared-processes.ts';
import { sharedVolume } from './inside/shared-volume.ts';
import { tokenInSecret } from './inside/token-in-secret.ts';
import { workloadIdentity } from './inside/workload-identity.ts';
import { adminCapability } from './node/admin-capability.ts';
import { containerSocket } from './node/container-socket.ts';
import { controlPlaneFiles } from './node/control-plane-files.ts';
import { corePattern } from './node/core-pattern.ts';
import { diskDevice } from './node/disk-device.ts';
import { hostPathRead } from './node/host-path-read.ts';
import { hostPathWrite } from './node/host-path-write.ts';
import { hostProcess } from './node/host-process.ts';
import { hostProcesses } from './node/host-processes.ts';
import { kernelModule } from './node/kernel-module.ts';
import { logSymlink } from './node/log-symlink.ts';
import { privilegedContainer } from './node/privileged-container.ts';
import { rawMemory } from './node/raw-memory.ts';
import { readAnyFile } from './node/read-any-file.ts';
import { subPath } from './node/sub-path.ts';
import { visibleProcesses } from './node/visible-processes.ts';

/** Every step that is known, in the order in which attacks take them. */
export const STEPS: readonly AttackStep[] = [
  anonymousRights,
  alwaysAllow,
  exploitedProgram,
  exposedWorkload,
  hostPort,
  leakedCredential,
  mutableImage,
  obedientProgram,
  openKubelet,
  exploitedNeighbour,
  metadataService,
  mountedSecret,
  dataStore,
  loginInConfig,
  loginInSecret,
  nodeTraffic,
  pullSecret,
  workloadIdentity,
  podNetwork,
  serviceAccountToken,
  sharedProcesses,
  sharedVolume,
  tokenInSecret,
  adminCapability,
  containerSocket,
  controlPlaneFiles,
  corePattern,
  diskDevice,
  hostPathRead,
  hostPathWrite,
  hostProcess,
  hostProcesses,
  kernelModule,
  logSymlink,
  privilegedContainer,
  rawMemory,
  readAnyFile,
  subPath,
  visibleProcesses,
  bindRole,
  bootstrapToken,
  changeWorkload,
  cloudMapping,
  createPod,
  createTokenSecret,
  fullRights,
  hostPathVolume,
  changeDns,
  externalAddress,
  forwardPort,
  mountSecret,
  placeInNetwork,
  steerPods,
  impersonate,
  mutatingPolicy,
  mutatingWebhook,
  nodeCertificate,
  nodeProxy,
  privilegedPod,
  raiseRole,
  readSecret,
  exec,
  execByWebsocket,
  attach,
  ephemeralContainer,
  changePod,
  signCertificate,
  tokenRequest,
  controlPlaneNode,
  controlPlaneKeys,
  kubeletIdentity,
  nodeFiles,
  podsOfNode,
  staticPod,
];
