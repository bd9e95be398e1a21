import { booleanAt, listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

const PLAIN = new Set(['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB']);

export const istioGatewayPlainText: Check = defineCheck({
  id: 'mesh/istio-gateway-plain-text',
  title: 'Gateway of Istio listens in clear',
  severity: 'medium',
  on: 'object',
  kinds: ['networking.istio.io/Gateway'],
  why: 'Mutual TLS begins behind the gateway. What comes in here is readable and changeable on its way to the cluster, logins and cookies included.',
  remedy: 'Set tls.httpsRedirect to true on this server, and add one with protocol HTTPS and a credentialName.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has a Gateway of Istio.',
  *evaluate({ object }) {
    for (const [index, server] of listAt(object.value, 'spec', 'servers').entries()) {
      const protocol = stringAt(server, 'port', 'protocol') ?? '';
      if (!PLAIN.has(protocol.toUpperCase()) || booleanAt(server, 'tls', 'httpsRedirect') === true) continue;
      const hosts = listAt(server, 'hosts').join(', ');
      yield {
        path: ['spec', 'servers', index, 'port', 'protocol'],
        message: `${hosts || 'the server'} is served over ${protocol} in clear`,
      };
    }
  },
});
