import type { Check } from '../define.ts';
import { bindAddress } from './bind-address.ts';
import { kubeletCertificates } from './kubelet-certificates.ts';
import { profiling } from './profiling.ts';
import { rootCa } from './root-ca.ts';
import { serviceAccountKey } from './service-account-key.ts';
import { sharedCredentials } from './shared-credentials.ts';

/** Flags of kube-controller-manager. */
export const controllerManagerChecks: readonly Check[] = [
  bindAddress,
  kubeletCertificates,
  profiling,
  rootCa,
  serviceAccountKey,
  sharedCredentials,
];
