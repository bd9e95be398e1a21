import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

/** Protocols whose listeners choose by the name that the client asks for. */
const NAMED = new Set(['HTTP', 'HTTPS', 'TLS']);

export const anyHostname: Check = defineCheck({
  id: 'gateway/any-hostname',
  title: 'Gateway listens for any name',
  severity: 'low',
  on: 'object',
  kinds: ['gateway.networking.k8s.io/Gateway'],
  why: 'Routes may claim every name that resolves to the gateway. A team that may attach routes can take a name of somebody else, and a route without hostnames answers on the bare address.',
  remedy: 'Set hostname on each listener; give each team a listener or a Gateway for its own names.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], mitre: ['T1190'], cks: ['cluster-setup'] },
  aliases: {},
  *evaluate({ object }) {
    for (const [index, listener] of listAt(object.value, 'spec', 'listeners').entries()) {
      if (!NAMED.has(stringAt(listener, 'protocol') ?? '')) continue;
      const name = stringAt(listener, 'name') ?? index;
      const hostname = stringAt(listener, 'hostname') ?? '';
      const path = ['spec', 'listeners', index, 'hostname'];
      if (hostname === '') yield { path, message: `listener ${name} has no hostname` };
      else if (hostname.startsWith('*')) yield { path, message: `listener ${name} listens for ${hostname}`, severity: 'info' };
    }
  },
});
