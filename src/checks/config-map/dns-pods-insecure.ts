import { type Check, defineCheck } from '../define.ts';
import { corefilesOf, linesOf } from './corefile.ts';

export const dnsPodsInsecure: Check = defineCheck({
  id: 'config-map/dns-pods-insecure',
  title: 'Cluster DNS answers for pods that do not exist',
  severity: 'info',
  on: 'object',
  kinds: ['/ConfigMap'],
  why: 'With pods insecure, 1-2-3-4.NAMESPACE.pod.cluster.local resolves to 1.2.3.4 whatever stands there, so a name in the cluster, and a wildcard certificate for it, can be pointed at a machine of an attacker.',
  remedy:
    'Set pods verified, which answers only for pods there are (at the cost of watching them all), or pods disabled when nothing uses such names.',
  standards: { nsa: ['control-plane-hardening'], owasp: ['K09'], microsoft: ['MS-TA9035'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'No corpus configures the cluster DNS; kubeadm writes this setting by default.',
  *evaluate({ object }) {
    for (const { key, path, text } of corefilesOf(object)) {
      for (const { number, words, blocks } of linesOf(text)) {
        if (blocks.at(-1) !== 'kubernetes' || words[0] !== 'pods' || words[1] !== 'insecure') continue;
        yield { path, message: `${key} has pods insecure in line ${number}` };
      }
    }
  },
});
