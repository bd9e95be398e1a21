import { workloadChecks } from './workload/index.ts';
import { serviceAccountChecks } from './service-account/index.ts';
import { serviceChecks } from './service/index.ts';
import { secretChecks } from './secret/index.ts';
import { schedulerChecks } from './scheduler/index.ts';
import { podChecks } from './pod/index.ts';
import { networkPolicyChecks } from './network-policy/index.ts';
import { namespaceChecks } from './namespace/index.ts';
import { meshChecks } from './mesh/index.ts';
import { ingressChecks } from './ingress/index.ts';
import { gatewayChecks } from './gateway/index.ts';
import { etcdChecks } from './etcd/index.ts';
import { controllerManagerChecks } from './controller-manager/index.ts';
import { configMapChecks } from './config-map/index.ts';
import { apiVersionChecks } from './api-version/index.ts';
import { apiServerChecks } from './api-server/index.ts';
import { admissionChecks } from './admission/index.ts';
import type { Check } from './define.ts';

/** Every check there is. A check that is not listed here does not exist. */
export const CATALOGUE: readonly Check[] = [
  ...admissionChecks,
  ...apiServerChecks,
  ...apiVersionChecks,
  ...configMapChecks,
  ...controllerManagerChecks,
  ...etcdChecks,
  ...gatewayChecks,
  ...ingressChecks,
  ...meshChecks,
  ...namespaceChecks,
  ...networkPolicyChecks,
  ...podChecks,
  ...schedulerChecks,
  ...secretChecks,
  ...serviceChecks,
  ...serviceAccountChecks,
  ...workloadChecks,
];
