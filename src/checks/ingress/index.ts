import type { Check } from '../define.ts';
import { catchAll } from './catch-all.ts';
import { hostWithoutTls } from './host-without-tls.ts';
import { noTls } from './no-tls.ts';
import { plainTextAllowed } from './plain-text-allowed.ts';
import { snippet } from './snippet.ts';
import { wildcardHost } from './wildcard-host.ts';

/** The way in from outside. */
export const ingressChecks: readonly Check[] = [catchAll, hostWithoutTls, noTls, plainTextAllowed, snippet, wildcardHost];
