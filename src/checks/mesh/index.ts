import type { Check } from '../define.ts';
import { injectionDisabled } from './injection-disabled.ts';
import { istioAllowsAll } from './istio-allows-all.ts';
import { istioGatewayPlainText } from './istio-gateway-plain-text.ts';
import { istioPlainText } from './istio-plain-text.ts';
import { istioTlsDisabled } from './istio-tls-disabled.ts';
import { istioTokenOptional } from './istio-token-optional.ts';
import { istioWeakTls } from './istio-weak-tls.ts';
import { linkerdAnyIdentity } from './linkerd-any-identity.ts';
import { linkerdUnauthenticated } from './linkerd-unauthenticated.ts';
import { namespaceOutside } from './namespace-outside.ts';
import { portsExcluded } from './ports-excluded.ts';

/** Service meshes that let plain text through. */
export const meshChecks: readonly Check[] = [
  injectionDisabled,
  istioAllowsAll,
  istioGatewayPlainText,
  istioPlainText,
  istioTlsDisabled,
  istioTokenOptional,
  istioWeakTls,
  linkerdAnyIdentity,
  linkerdUnauthenticated,
  namespaceOutside,
  portsExcluded,
];
