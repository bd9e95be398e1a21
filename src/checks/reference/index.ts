import type { Check } from '../define.ts';
import { bindingSubject } from './binding-subject.ts';
import { configMap } from './config-map.ts';
import { governingService } from './governing-service.ts';
import { ingressBackend } from './ingress-backend.ts';
import { ingressSecret } from './ingress-secret.ts';
import { priorityClass } from './priority-class.ts';
import { role } from './role.ts';
import { runtimeClass } from './runtime-class.ts';
import { scaleTarget } from './scale-target.ts';
import { secret } from './secret.ts';
import { secretKey } from './secret-key.ts';
import { serviceAccount } from './service-account.ts';
import { volume } from './volume.ts';
import { volumeClaim } from './volume-claim.ts';
import { webhookService } from './webhook-service.ts';

/** References that lead nowhere. */
export const referenceChecks: readonly Check[] = [
  bindingSubject,
  configMap,
  governingService,
  ingressBackend,
  ingressSecret,
  priorityClass,
  role,
  runtimeClass,
  scaleTarget,
  secret,
  secretKey,
  serviceAccount,
  volume,
  volumeClaim,
  webhookService,
];
