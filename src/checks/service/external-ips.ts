import { listAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';

export const externalIps: Check = defineCheck({
  id: 'service/external-ips',
  title: 'Service claims addresses of its own choice',
  severity: 'high',
  on: 'object',
  kinds: ['/Service'],
  why: 'Whoever may create Services can name any address in externalIPs and receives the traffic that pods send there (CVE-2020-8554).',
  remedy: 'Remove externalIPs, and enable the admission plugin DenyServiceExternalIPs.',
  standards: { cis: ['1.2.3'], nsa: ['network-policies'], owasp: ['K07'], microsoft: ['MS-TA9036'], cks: ['cluster-setup'] },
  aliases: { trivy: ['KSV108', 'AVD-KSV-0108'] },
  fix: removeField('clients that use these addresses', { risky: true }),
  *evaluate({ object }) {
    const addresses = listAt(object.value, 'spec', 'externalIPs');
    if (addresses.length > 0) yield { path: ['spec', 'externalIPs'], message: `traffic to ${addresses.join(', ')} ends here` };
  },
});
