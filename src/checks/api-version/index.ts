import type { Check } from '../define.ts';
import { deprecated } from './deprecated.ts';
import { removed } from './removed.ts';

/** API versions that are gone or going. */
export const apiVersionChecks: readonly Check[] = [deprecated, removed];
