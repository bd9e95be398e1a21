import type { Check } from '../define.ts';
import { defaultUsed } from './default-used.ts';
import { kubePublicUsed } from './kube-public-used.ts';
import { kubeSystemUsed } from './kube-system-used.ts';
import { noDefaultDeny } from './no-default-deny.ts';
import { noDefaultDenyEgress } from './no-default-deny-egress.ts';
import { noLimitRange } from './no-limit-range.ts';
import { noQuota } from './no-quota.ts';
import { podSecurityLabelInvalid } from './pod-security-label-invalid.ts';
import { podSecurityPrivileged } from './pod-security-privileged.ts';
import { podSecurityUnset } from './pod-security-unset.ts';
import { podSecurityVersionOld } from './pod-security-version-old.ts';

/** What a namespace enforces on everything in it. */
export const namespaceChecks: readonly Check[] = [
  defaultUsed,
  kubePublicUsed,
  kubeSystemUsed,
  noDefaultDeny,
  noDefaultDenyEgress,
  noLimitRange,
  noQuota,
  podSecurityLabelInvalid,
  podSecurityPrivileged,
  podSecurityUnset,
  podSecurityVersionOld,
];
