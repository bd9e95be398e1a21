import type { Check } from '../define.ts';
import { plainHttp } from './plain-http.ts';
import { routesFromAll } from './routes-from-all.ts';

/** The way in from outside, through the Gateway API. */
export const gatewayChecks: readonly Check[] = [plainHttp, routesFromAll];
