import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

const VERSIONS: Readonly<Record<string, string>> = { TLSV1_0: '1.0', TLSV1_1: '1.1' };

export const istioWeakTls: Check = defineCheck({
  id: 'mesh/istio-weak-tls',
  title: 'Gateway of Istio accepts TLS below 1.2',
  severity: 'medium',
  on: 'object',
  kinds: ['networking.istio.io/Gateway'],
  why: 'TLS 1.0 and 1.1 rest on broken ciphers and hashes and were withdrawn in 2021 (RFC 8996); whoever sits on the way can bring clients down to them.',
  remedy: 'Set tls.minProtocolVersion to TLSV1_2 or TLSV1_3, or leave it out.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has a Gateway of Istio.',
  *evaluate({ object }) {
    for (const [index, server] of listAt(object.value, 'spec', 'servers').entries()) {
      for (const field of ['minProtocolVersion', 'maxProtocolVersion']) {
        const version = VERSIONS[stringAt(server, 'tls', field) ?? ''];
        if (version === undefined) continue;
        const message = field === 'minProtocolVersion' ? `clients may use TLS ${version}` : `no client may use more than TLS ${version}`;
        yield { path: ['spec', 'servers', index, 'tls', field], message };
      }
    }
  },
});
