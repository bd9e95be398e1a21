import { type Check, defineCheck } from '../define.ts';
import { corefilesOf, linesOf } from './corefile.ts';
import { isPublicAddress } from './public-address.ts';

export const dnsClearForward: Check = defineCheck({
  id: 'config-map/dns-clear-forward',
  title: 'Cluster DNS asks a public resolver in clear text',
  severity: 'low',
  on: 'object',
  kinds: ['/ConfigMap'],
  why: 'Everybody on the way to the resolver reads which outside services the cluster talks to, and can send back addresses of their own.',
  remedy: 'Forward to tls://ADDRESS with tls_servername, or to a resolver inside your network.',
  standards: {
    nsa: ['encryption'],
    owasp: ['K07', 'K09'],
    microsoft: ['MS-TA9035'],
    cks: ['cluster-setup'],
  },
  aliases: {},
  unseen: 'No corpus configures the cluster DNS.',
  *evaluate({ object }) {
    for (const { key, path, text } of corefilesOf(object)) {
      for (const { number, words } of linesOf(text)) {
        if (words[0] !== 'forward' && words[0] !== 'proxy') continue;
        const open = words.slice(2).filter((target) => isPublicAddress(addressOf(target)));
        if (open.length > 0) yield { path, message: `${key} forwards to ${open.join(' and ')} without TLS in line ${number}` };
      }
    }
  },
});

/** The address in `8.8.8.8:53`, `dns://[2001:db8::1]:53` or plain; a target with tls:// has none, as it is encrypted. */
function addressOf(target: string): string {
  const plain = target.replace(/^dns:\/\//, '');
  return plain.startsWith('[') ? plain.slice(1).replace(/\].*$/, '') : plain.replace(/^([\d.]+):\d+$/, '$1');
}
