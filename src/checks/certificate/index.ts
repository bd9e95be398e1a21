import type { Check } from '../define.ts';
import { expired } from './expired.ts';
import { hostMismatch } from './host-mismatch.ts';
import { keyMismatch } from './key-mismatch.ts';
import { malformed } from './malformed.ts';
import { signingRequest } from './signing-request.ts';
import { weak } from './weak.ts';

/** Certificates and requests for them. */
export const certificateChecks: readonly Check[] = [expired, hostMismatch, keyMismatch, malformed, signingRequest, weak];
