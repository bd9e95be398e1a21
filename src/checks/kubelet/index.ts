import type { Check } from '../define.ts';
import { alwaysAllow } from './always-allow.ts';
import { anonymousAuth } from './anonymous-auth.ts';
import { certificateRotation } from './certificate-rotation.ts';
import { clientCa } from './client-ca.ts';
import { eventRate } from './event-rate.ts';
import { insecureFlags } from './insecure-flags.ts';
import { iptablesChains } from './iptables-chains.ts';
import { kernelDefaults } from './kernel-defaults.ts';
import { podPidsLimit } from './pod-pids-limit.ts';
import { readOnlyPort } from './read-only-port.ts';
import { seccompDefault } from './seccomp-default.ts';
import { servingCertificate } from './serving-certificate.ts';
import { streamingTimeout } from './streaming-timeout.ts';
import { unsafeSysctls } from './unsafe-sysctls.ts';
import { weakTls } from './weak-tls.ts';
import { webhookAuthentication } from './webhook-authentication.ts';

/** Configuration and flags of the kubelet. */
export const kubeletChecks: readonly Check[] = [
  alwaysAllow,
  anonymousAuth,
  certificateRotation,
  clientCa,
  eventRate,
  insecureFlags,
  iptablesChains,
  kernelDefaults,
  podPidsLimit,
  readOnlyPort,
  seccompDefault,
  servingCertificate,
  streamingTimeout,
  unsafeSysctls,
  weakTls,
  webhookAuthentication,
];
