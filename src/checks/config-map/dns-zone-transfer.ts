import { type Check, defineCheck } from '../define.ts';
import { corefilesOf, linesOf } from './corefile.ts';

export const dnsZoneTransfer: Check = defineCheck({
  id: 'config-map/dns-zone-transfer',
  title: 'Cluster DNS gives its whole zone to anybody',
  severity: 'medium',
  on: 'object',
  kinds: ['/ConfigMap'],
  why: 'A transfer lists every Service and endpoint of every namespace in one answer: an intruder in one pod gets the map of the cluster without a scan and without rights in the API.',
  remedy: 'Remove the transfer block, or name the addresses of the secondary servers in its to option.',
  standards: {
    nsa: ['control-plane-hardening'],
    owasp: ['K09'],
    mitre: ['T1613'],
    microsoft: ['MS-TA9031'],
    cks: ['cluster-setup'],
  },
  aliases: {},
  unseen: 'No corpus configures the cluster DNS.',
  *evaluate({ object }) {
    for (const { key, path, text } of corefilesOf(object)) {
      for (const { number, words, blocks } of linesOf(text)) {
        // The plugin since CoreDNS 1.8, and before it the option `transfer to` of kubernetes, file and others.
        const targets = words[0] === 'to' && blocks.at(-1) === 'transfer' ? words.slice(1) : words[0] === 'transfer' ? words.slice(2) : [];
        if (targets.includes('*')) yield { path, message: `${key} lets every address transfer the zone in line ${number}` };
      }
    }
  },
});
