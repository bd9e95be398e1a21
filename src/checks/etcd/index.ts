import type { Check } from '../define.ts';
import { autoTls } from './auto-tls.ts';
import { certificate } from './certificate.ts';
import { clientAuth } from './client-auth.ts';
import { peerCertificate } from './peer-certificate.ts';
import { peerClientAuth } from './peer-client-auth.ts';
import { plainTextListener } from './plain-text-listener.ts';

/** Flags of etcd. */
export const etcdChecks: readonly Check[] = [autoTls, certificate, clientAuth, peerCertificate, peerClientAuth, plainTextListener];
