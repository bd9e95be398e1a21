import type { Check } from '../define.ts';
import { imagePolicyCache } from './image-policy-cache.ts';
import { imagePolicyDefaultAllow } from './image-policy-default-allow.ts';
import { podSecurityExemptions } from './pod-security-exemptions.ts';
import { podSecurityPrivileged } from './pod-security-privileged.ts';

/** Configuration of admission plugins. */
export const admissionConfigChecks: readonly Check[] = [
  imagePolicyCache,
  imagePolicyDefaultAllow,
  podSecurityExemptions,
  podSecurityPrivileged,
];
