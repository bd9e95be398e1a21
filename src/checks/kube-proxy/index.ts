import type { Check } from '../define.ts';
import { metricsAddress } from './metrics-address.ts';

/** Configuration of kube-proxy. */
export const kubeProxyChecks: readonly Check[] = [metricsAddress];
