import { admissionChecks } from './admission/index.ts';
import { admissionConfigChecks } from './admission-config/index.ts';
import { apiServerChecks } from './api-server/index.ts';
import { apiVersionChecks } from './api-version/index.ts';
import { auditChecks } from './audit/index.ts';
import { authenticationChecks } from './authentication/index.ts';
import { certificateChecks } from './certificate/index.ts';
import { configMapChecks } from './config-map/index.ts';
import { controllerManagerChecks } from './controller-manager/index.ts';
import type { Check } from './define.ts';
import { dockerfileChecks } from './dockerfile/index.ts';
import { encryptionChecks } from './encryption/index.ts';
import { etcdChecks } from './etcd/index.ts';
import { fieldChecks } from './field/index.ts';
import { gatekeeperChecks } from './gatekeeper/index.ts';
import { gatewayChecks } from './gateway/index.ts';
import { ingressChecks } from './ingress/index.ts';
import { kubeProxyChecks } from './kube-proxy/index.ts';
import { kubeconfigChecks } from './kubeconfig/index.ts';
import { kubeletChecks } from './kubelet/index.ts';
import { meshChecks } from './mesh/index.ts';
import { namespaceChecks } from './namespace/index.ts';
import { networkChecks } from './network/index.ts';
import { networkPolicyChecks } from './network-policy/index.ts';
import { podChecks } from './pod/index.ts';
import { rbacChecks } from './rbac/index.ts';
import { referenceChecks } from './reference/index.ts';
import { schedulerChecks } from './scheduler/index.ts';
import { secretChecks } from './secret/index.ts';
import { serviceChecks } from './service/index.ts';
import { serviceAccountChecks } from './service-account/index.ts';
import { workloadChecks } from './workload/index.ts';

/** Every check there is. A check that is not listed here does not exist. */
export const CATALOGUE: readonly Check[] = [
  ...admissionChecks,
  ...admissionConfigChecks,
  ...apiServerChecks,
  ...apiVersionChecks,
  ...auditChecks,
  ...authenticationChecks,
  ...certificateChecks,
  ...configMapChecks,
  ...controllerManagerChecks,
  ...dockerfileChecks,
  ...encryptionChecks,
  ...etcdChecks,
  ...fieldChecks,
  ...gatekeeperChecks,
  ...gatewayChecks,
  ...ingressChecks,
  ...kubeProxyChecks,
  ...kubeconfigChecks,
  ...kubeletChecks,
  ...meshChecks,
  ...namespaceChecks,
  ...networkChecks,
  ...networkPolicyChecks,
  ...podChecks,
  ...rbacChecks,
  ...referenceChecks,
  ...schedulerChecks,
  ...secretChecks,
  ...serviceChecks,
  ...serviceAccountChecks,
  ...workloadChecks,
];
