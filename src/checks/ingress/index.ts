import type { Check } from '../define.ts';
import { annotationInjection } from './annotation-injection.ts';
import { backendUnverified } from './backend-unverified.ts';
import { catchAll } from './catch-all.ts';
import { classAnnotation } from './class-annotation.ts';
import { clientCertificateOptional } from './client-certificate-optional.ts';
import { dashboardExposed } from './dashboard-exposed.ts';
import { hostWithoutTls } from './host-without-tls.ts';
import { mirrored } from './mirrored.ts';
import { noTls } from './no-tls.ts';
import { plainTextAllowed } from './plain-text-allowed.ts';
import { snippet } from './snippet.ts';
import { sourceRangeOpen } from './source-range-open.ts';
import { wildcardHost } from './wildcard-host.ts';

/** The way in from outside. */
export const ingressChecks: readonly Check[] = [
  annotationInjection,
  backendUnverified,
  catchAll,
  classAnnotation,
  clientCertificateOptional,
  dashboardExposed,
  hostWithoutTls,
  mirrored,
  noTls,
  plainTextAllowed,
  snippet,
  sourceRangeOpen,
  wildcardHost,
];
