import type { Check } from '../define.ts';
import { awsAuthMasters } from './aws-auth-masters.ts';
import { credential } from './credential.ts';
import { dnsClearForward } from './dns-clear-forward.ts';
import { dnsPodsInsecure } from './dns-pods-insecure.ts';
import { dnsZoneTransfer } from './dns-zone-transfer.ts';
import { kubeconfig } from './kubeconfig.ts';
import { privateKey } from './private-key.ts';

/** Configuration that should not be there, or not be so. */
export const configMapChecks: readonly Check[] = [
  awsAuthMasters,
  credential,
  dnsClearForward,
  dnsPodsInsecure,
  dnsZoneTransfer,
  kubeconfig,
  privateKey,
];
