import { listAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const istioTokenOptional: Check = defineCheck({
  id: 'mesh/istio-token-optional',
  title: 'Istio checks tokens and does not ask for them',
  severity: 'medium',
  on: 'object',
  kinds: ['security.istio.io/RequestAuthentication'],
  why: 'A RequestAuthentication refuses requests with a bad token and lets those without any pass. Only an AuthorizationPolicy that names request principals makes a login of it.',
  remedy: 'Add an AuthorizationPolicy for the same workloads whose rules require source.requestPrincipals, for example ["*"].',
  standards: { nsa: ['authentication'], owasp: ['K06'], mitre: ['T1190'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  scope: 'world',
  unseen: 'None of the published manifests that were looked at checks tokens in the mesh.',
  *evaluate({ object }, { world }) {
    if (listAt(object.value, 'spec', 'jwtRules').length === 0) return;
    const policies = world.ofKind('security.istio.io', 'AuthorizationPolicy');
    if (policies.some((policy) => mayCover(policy, object) && asksForToken(policy))) return;
    yield { path: ['spec', 'jwtRules'], message: 'no scanned AuthorizationPolicy asks for a token, so requests without one pass' };
  },
});

/** Policies of the root namespace hold in all others. */
function mayCover(policy: InventoryObject, { namespace }: InventoryObject): boolean {
  return namespace === undefined || [undefined, namespace, 'istio-system'].includes(policy.namespace);
}

/** Rules name the token as a source (`requestPrincipals`, `notRequestPrincipals`) or in conditions (`request.auth...`). */
function asksForToken({ value }: InventoryObject): boolean {
  return /"(?:notRequestPrincipals|requestPrincipals)"|"request\.auth\./.test(JSON.stringify(listAt(value, 'spec', 'rules')));
}
