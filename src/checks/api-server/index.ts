import type { Check } from '../define.ts';
import { alphaFeatures } from './alpha-features.ts';
import { alwaysAdmit } from './always-admit.ts';
import { alwaysAllow } from './always-allow.ts';
import { alwaysPullImages } from './always-pull-images.ts';
import { anonymousAuth } from './anonymous-auth.ts';
import { auditLog } from './audit-log.ts';
import { auditLogMaxAge } from './audit-log-max-age.ts';
import { auditLogMaxBackup } from './audit-log-max-backup.ts';
import { auditLogMaxSize } from './audit-log-max-size.ts';
import { auditPolicy } from './audit-policy.ts';
import { authorizationWithoutNode } from './authorization-without-node.ts';
import { authorizationWithoutRbac } from './authorization-without-rbac.ts';
import { clientCa } from './client-ca.ts';
import { denyExternalIps } from './deny-external-ips.ts';
import { encryption } from './encryption.ts';
import { etcdCa } from './etcd-ca.ts';
import { etcdClientCertificate } from './etcd-client-certificate.ts';
import { etcdPlainText } from './etcd-plain-text.ts';
import { eventRateLimit } from './event-rate-limit.ts';
import { imagePolicyUnconfigured } from './image-policy-unconfigured.ts';
import { insecurePort } from './insecure-port.ts';
import { kubeletCa } from './kubelet-ca.ts';
import { kubeletClientCertificate } from './kubelet-client-certificate.ts';
import { namespaceLifecycleOff } from './namespace-lifecycle-off.ts';
import { nodeRestriction } from './node-restriction.ts';
import { podSecurityOff } from './pod-security-off.ts';
import { profiling } from './profiling.ts';
import { serviceAccountKey } from './service-account-key.ts';
import { serviceAccountLookup } from './service-account-lookup.ts';
import { serviceAccountPluginOff } from './service-account-plugin-off.ts';
import { staticTokens } from './static-tokens.ts';
import { tlsCertificate } from './tls-certificate.ts';
import { tokenExpiration } from './token-expiration.ts';
import { weakTls } from './weak-tls.ts';

/** Flags of kube-apiserver. */
export const apiServerChecks: readonly Check[] = [
  alphaFeatures,
  alwaysAdmit,
  alwaysAllow,
  alwaysPullImages,
  anonymousAuth,
  auditLog,
  auditLogMaxAge,
  auditLogMaxBackup,
  auditLogMaxSize,
  auditPolicy,
  authorizationWithoutNode,
  authorizationWithoutRbac,
  clientCa,
  denyExternalIps,
  encryption,
  etcdCa,
  etcdClientCertificate,
  etcdPlainText,
  eventRateLimit,
  imagePolicyUnconfigured,
  insecurePort,
  kubeletCa,
  kubeletClientCertificate,
  namespaceLifecycleOff,
  nodeRestriction,
  podSecurityOff,
  profiling,
  serviceAccountKey,
  serviceAccountLookup,
  serviceAccountPluginOff,
  staticTokens,
  tlsCertificate,
  tokenExpiration,
  weakTls,
];
