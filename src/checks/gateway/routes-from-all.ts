import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const routesFromAll: Check = defineCheck({
  id: 'gateway/routes-from-all',
  title: 'Gateway takes routes from every namespace',
  severity: 'medium',
  on: 'object',
  kinds: ['gateway.networking.k8s.io/Gateway'],
  why: "Any team may attach a route for any host that the listener takes, and so receive another team's requests.",
  remedy: 'Set allowedRoutes.namespaces.from to Same, or to Selector with a label that you control.',
  standards: { nsa: ['namespaces'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: { polaris: ['gatewayAllowedRoutesAll'] },
  unseen: 'None of the published manifests that were looked at has a Gateway.',
  fix: setField('Same', 'routes in other namespaces', { risky: true }),
  *evaluate({ object }) {
    for (const [index, listener] of listAt(object.value, 'spec', 'listeners').entries()) {
      const path = ['allowedRoutes', 'namespaces', 'from'];
      if (stringAt(listener, ...path) === 'All')
        yield {
          path: ['spec', 'listeners', index, ...path],
          message: `listener ${stringAt(listener, 'name') ?? index} takes routes from all namespaces`,
        };
    }
  },
});
