import { admissionChecks } from './admission/index.ts';
import { apiVersionChecks } from './api-version/index.ts';
import { configMapChecks } from './config-map/index.ts';
import type { Check } from './define.ts';
import { gatewayChecks } from './gateway/index.ts';
import { ingressChecks } from './ingress/index.ts';
import { meshChecks } from './mesh/index.ts';
import { namespaceChecks } from './namespace/index.ts';
import { networkPolicyChecks } from './network-policy/index.ts';
import { podChecks } from './pod/index.ts';
import { secretChecks } from './secret/index.ts';
import { serviceChecks } from './service/index.ts';
import { serviceAccountChecks } from './service-account/index.ts';
import { workloadChecks } from './workload/index.ts';

/** Every check there is. A check that is not listed here does not exist. */
export const CATALOGUE: readonly Check[] = [
  ...admissionChecks,
  ...apiVersionChecks,
  ...configMapChecks,
  ...gatewayChecks,
  ...ingressChecks,
  ...meshChecks,
  ...namespaceChecks,
  ...networkPolicyChecks,
  ...podChecks,
  ...secretChecks,
  ...serviceChecks,
  ...serviceAccountChecks,
  ...workloadChecks,
];
