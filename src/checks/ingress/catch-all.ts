import { isRecord, listAt, stringAt, valueAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { INGRESS_KINDS } from './annotations.ts';

export const catchAll: Check = defineCheck({
  id: 'ingress/catch-all',
  title: 'Ingress takes requests for any host',
  severity: 'medium',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'Every name that resolves to the controller, and its bare address, leads to this service: scanners that know no name of yours find it, and a name that somebody else points here is served as if it were meant.',
  remedy: 'Set host on every rule, and remove defaultBackend.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], mitre: ['T1190'], cks: ['cluster-setup'] },
  aliases: {},
  *evaluate({ object }) {
    for (const [index, rule] of listAt(object.value, 'spec', 'rules').entries()) {
      if (isRecord(rule) && !stringAt(rule, 'host'))
        yield { path: ['spec', 'rules', index], message: 'the rule has no host, so it takes every host' };
    }
    for (const field of ['defaultBackend', 'backend']) {
      if (valueAt(object.value, ['spec', field]) !== undefined)
        yield { path: ['spec', field], message: `${field} takes everything that no rule takes` };
    }
  },
});
