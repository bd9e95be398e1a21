import { listAt, stringAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const plainHttp: Check = defineCheck({
  id: 'gateway/plain-http',
  title: 'Gateway listens in clear',
  severity: 'medium',
  on: 'object',
  kinds: ['gateway.networking.k8s.io/Gateway'],
  why: 'Everything that comes in through this listener is readable and changeable on the way.',
  remedy: 'Use protocol HTTPS with a certificate; keep a plain listener only for a route that redirects.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  scope: 'world',
  *evaluate({ object }, { world }) {
    for (const [index, listener] of listAt(object.value, 'spec', 'listeners').entries()) {
      if (stringAt(listener, 'protocol') !== 'HTTP') continue;
      const name = stringAt(listener, 'name');
      const routes = world.ofKind('gateway.networking.k8s.io', 'HTTPRoute').filter((route) => isAttached(route, object, name));
      if (routes.length > 0 && routes.every(onlyRedirects)) continue;
      yield { path: ['spec', 'listeners', index, 'protocol'], message: `listener ${name ?? index} speaks HTTP` };
    }
  },
});

/** Where either side does not say its namespace, the route counts as attached. */
function isAttached(route: InventoryObject, gateway: InventoryObject, listener: string | undefined): boolean {
  return listAt(route.value, 'spec', 'parentRefs').some((parent) => {
    const namespace = stringAt(parent, 'namespace') ?? route.namespace;
    return (
      stringAt(parent, 'name') === gateway.name &&
      (namespace === undefined || gateway.namespace === undefined || namespace === gateway.namespace) &&
      [undefined, listener].includes(stringAt(parent, 'sectionName'))
    );
  });
}

function onlyRedirects({ value }: InventoryObject): boolean {
  const rules = listAt(value, 'spec', 'rules');
  const redirects = (filter: unknown): boolean => stringAt(filter, 'requestRedirect', 'scheme') === 'https';
  return rules.length > 0 && rules.every((rule) => listAt(rule, 'filters').some(redirects));
}
