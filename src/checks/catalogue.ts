import type { Check } from './define.ts';
import { podChecks } from './pod/index.ts';
import { workloadChecks } from './workload/index.ts';

/** Every check there is. A check that is not listed here does not exist. */
export const CATALOGUE: readonly Check[] = [...podChecks, ...workloadChecks];
