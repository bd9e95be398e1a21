import type { Check } from '../define.ts';
import { injectionDisabled } from './injection-disabled.ts';
import { istioAllowsAll } from './istio-allows-all.ts';
import { istioPlainText } from './istio-plain-text.ts';
import { istioTlsDisabled } from './istio-tls-disabled.ts';
import { linkerdUnauthenticated } from './linkerd-unauthenticated.ts';

/** Service meshes that let plain text through. */
export const meshChecks: readonly Check[] = [injectionDisabled, istioAllowsAll, istioPlainText, istioTlsDisabled, linkerdUnauthenticated];
