import { configMapChecks } from './config-map/index.ts';
import type { Check } from './define.ts';
import { podChecks } from './pod/index.ts';
import { secretChecks } from './secret/index.ts';
import { serviceAccountChecks } from './service-account/index.ts';
import { workloadChecks } from './workload/index.ts';

/** Every check there is. A check that is not listed here does not exist. */
export const CATALOGUE: readonly Check[] = [...configMapChecks, ...podChecks, ...secretChecks, ...serviceAccountChecks, ...workloadChecks];
