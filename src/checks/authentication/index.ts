import type { Check } from '../define.ts';
import { anonymousEverywhere } from './anonymous-everywhere.ts';
import { authorizerFailsOpen } from './authorizer-fails-open.ts';

/** Configuration of authentication and authorization. */
export const authenticationChecks: readonly Check[] = [anonymousEverywhere, authorizerFailsOpen];
