import type { Check } from '../define.ts';
import { bindAddress } from './bind-address.ts';
import { profiling } from './profiling.ts';

/** Flags of kube-scheduler. */
export const schedulerChecks: readonly Check[] = [bindAddress, profiling];
