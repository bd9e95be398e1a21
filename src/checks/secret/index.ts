import type { Check } from '../define.ts';
import { clearValue } from './clear-value.ts';
import { defaultPassword } from './default-password.ts';
import { lastApplied } from './last-applied.ts';
import { serviceAccountToken } from './service-account-token.ts';
import { wrongType } from './wrong-type.ts';

/** Secrets as objects. */
export const secretChecks: readonly Check[] = [clearValue, defaultPassword, lastApplied, serviceAccountToken, wrongType];
