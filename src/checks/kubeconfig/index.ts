import type { Check } from '../define.ts';
import { embeddedCredentials } from './embedded-credentials.ts';
import { insecureSkipTlsVerify } from './insecure-skip-tls-verify.ts';
import { plainHttp } from './plain-http.ts';

/** Files that let people and programs in. */
export const kubeconfigChecks: readonly Check[] = [embeddedCredentials, insecureSkipTlsVerify, plainHttp];
