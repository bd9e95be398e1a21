import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const hostAliases: Check = defineCheck({
  id: 'workload/host-aliases',
  title: 'Pod has its own entries for host names',
  severity: 'low',
  on: 'pod',
  why: 'Entries in /etc/hosts come before DNS: a name that looks right leads somewhere else, and nobody who looks at DNS sees it.',
  remedy: 'Use a Service, or DNS; remove hostAliases.',
  standards: { owasp: ['K01'], mitre: ['T1036.005'], cks: ['microservice-vulnerabilities'] },
  aliases: { trivy: ['KSV007', 'AVD-KSV-0007'], kubesec: ['HostAliases'] },
  fix: removeItem('connections by these names', { risky: true }),
  *evaluate({ pod }) {
    for (const [index, { ip, hostnames = [] }] of (pod.spec.hostAliases ?? []).entries()) {
      yield {
        path: [...pod.path, 'hostAliases', index],
        message: `${hostnames.join(', ')} ${hostnames.length === 1 ? 'is' : 'are'} ${ip}`,
      };
    }
  },
});
