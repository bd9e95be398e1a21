import { isRecord, listAt, stringAt } from '../../core/index.ts';
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
      const routes = world
        .ofKind('gateway.networking.k8s.io', 'HTTPRoute')
        .filter(({ value }) =>
          listAt(value, 'spec', 'parentRefs').some(
            (parent) => stringAt(parent, 'name') === object.name && [undefined, name].includes(stringAt(parent, 'sectionName')),
          ),
        );
      const redirects = (value: unknown): boolean =>
        listAt(value, 'spec', 'rules').every((rule) =>
          listAt(rule, 'filters')
            .filter(isRecord)
            .some((filter) => stringAt(filter, 'requestRedirect', 'scheme') === 'https'),
        );
      if (routes.length > 0 && routes.every(({ value }) => redirects(value))) continue;
      yield { path: ['spec', 'listeners', index, 'protocol'], message: `listener ${name ?? index} speaks HTTP` };
    }
  },
});
