import type { Check } from '../define.ts';
import { podSecurityPolicy } from './pod-security-policy.ts';
import { policyOnlyWatches } from './policy-only-watches.ts';
import { policyWithoutBinding } from './policy-without-binding.ts';
import { webhookFailsOpen } from './webhook-fails-open.ts';
import { webhookMatchesEverything } from './webhook-matches-everything.ts';
import { webhookOutside } from './webhook-outside.ts';
import { webhookTimeout } from './webhook-timeout.ts';

/** The gate that every object passes. */
export const admissionChecks: readonly Check[] = [
  podSecurityPolicy,
  policyOnlyWatches,
  policyWithoutBinding,
  webhookFailsOpen,
  webhookMatchesEverything,
  webhookOutside,
  webhookTimeout,
];
