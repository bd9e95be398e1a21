import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { INGRESS_KINDS } from './annotations.ts';

export const wildcardHost: Check = defineCheck({
  id: 'ingress/wildcard-host',
  title: 'Ingress takes every name below a domain',
  severity: 'low',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'Names that nobody set up lead here, such as one a phisher invents or one that another team takes later and then shares with this rule.',
  remedy: 'Name the hosts that the application is meant to serve.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  *evaluate({ object }) {
    for (const [index, rule] of listAt(object.value, 'spec', 'rules').entries()) {
      const host = stringAt(rule, 'host');
      if (host?.startsWith('*')) yield { path: ['spec', 'rules', index, 'host'], message: `the host is ${host}` };
    }
  },
});
