import { isRecord, listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { INGRESS_KINDS } from './annotations.ts';

export const hostWithoutTls: Check = defineCheck({
  id: 'ingress/host-without-tls',
  title: 'Host of an Ingress that its certificates leave out',
  severity: 'medium',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'The other hosts are encrypted, so it looks done; this one is served in clear or with a certificate that no client accepts.',
  remedy: 'Add the host to the hosts of an entry in spec.tls.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: { kubescape: ['C-0263'] },
  *evaluate({ object }) {
    const entries = listAt(object.value, 'spec', 'tls').filter(isRecord);
    // An entry without hosts covers them all.
    if (entries.length === 0 || entries.some((entry) => listAt(entry, 'hosts').length === 0)) return;
    const covered = new Set(entries.flatMap((entry) => listAt(entry, 'hosts')).map(String));
    for (const [index, rule] of listAt(object.value, 'spec', 'rules').entries()) {
      const host = stringAt(rule, 'host');
      if (host === undefined || covered.has(host) || covered.has(host.replace(/^[^.]+/, '*'))) continue;
      yield { path: ['spec', 'rules', index, 'host'], message: `no TLS entry covers ${host}` };
    }
  },
});
