import type { Check } from '../define.ts';
import { defaultAutomount } from './default-automount.ts';
import { defaultCloudRole } from './default-cloud-role.ts';
import { defaultPullSecrets } from './default-pull-secrets.ts';
import { tokenAutomount } from './token-automount.ts';
import { tokenSecrets } from './token-secrets.ts';

/** Service accounts as objects; what pods make of them is told in workload. */
export const serviceAccountChecks: readonly Check[] = [
  defaultAutomount,
  defaultCloudRole,
  defaultPullSecrets,
  tokenAutomount,
  tokenSecrets,
];
