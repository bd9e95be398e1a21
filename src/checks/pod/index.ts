import type { Check } from '../define.ts';
import { hostNetwork } from './host-network.ts';

/** What a pod may do to its node and to itself. */
export const podChecks: readonly Check[] = [hostNetwork];
