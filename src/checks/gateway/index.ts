import type { Check } from '../define.ts';
import { anyHostname } from './any-hostname.ts';
import { grantTooBroad } from './grant-too-broad.ts';
import { plainHttp } from './plain-http.ts';
import { referenceNotGranted } from './reference-not-granted.ts';
import { routesFromAll } from './routes-from-all.ts';

/** The way in from outside, through the Gateway API. */
export const gatewayChecks: readonly Check[] = [anyHostname, grantTooBroad, plainHttp, referenceNotGranted, routesFromAll];
