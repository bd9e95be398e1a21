import type { Check } from '../define.ts';
import { configMap } from './config-map.ts';
import { ingressBackend } from './ingress-backend.ts';
import { ingressSecret } from './ingress-secret.ts';
import { runtimeClass } from './runtime-class.ts';
import { secret } from './secret.ts';
import { secretKey } from './secret-key.ts';
import { serviceAccount } from './service-account.ts';
import { volume } from './volume.ts';

/** References that lead nowhere. */
export const referenceChecks: readonly Check[] = [
  configMap,
  ingressBackend,
  ingressSecret,
  runtimeClass,
  secret,
  secretKey,
  serviceAccount,
  volume,
];
