import { recordAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const istioPlainText: Check = defineCheck({
  id: 'mesh/istio-plain-text',
  title: 'Istio lets plain text in',
  severity: 'medium',
  on: 'object',
  kinds: ['security.istio.io/PeerAuthentication'],
  why: 'PERMISSIVE accepts clients without a certificate, so every pod of the cluster may talk to the workloads in clear and under no identity; DISABLE accepts nothing else.',
  remedy: 'Set mtls.mode to STRICT, when all clients are in the mesh.',
  standards: { nsa: ['encryption'], owasp: ['K07'], microsoft: ['MS-TA9034'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  fix: setField('STRICT', 'clients outside the mesh', { risky: true }),
  *evaluate({ object }) {
    const mode = stringAt(object.value, 'spec', 'mtls', 'mode');
    if (mode === 'PERMISSIVE' || mode === 'DISABLE')
      yield {
        path: ['spec', 'mtls', 'mode'],
        message: `the mode is ${mode}`,
        ...(mode === 'DISABLE' ? { severity: 'high' as const } : {}),
      };
    for (const [port, setting] of Object.entries(recordAt(object.value, 'spec', 'portLevelMtls'))) {
      const ofPort = stringAt(setting, 'mode');
      if (ofPort === 'PERMISSIVE' || ofPort === 'DISABLE')
        yield { path: ['spec', 'portLevelMtls', port, 'mode'], message: `the mode of port ${port} is ${ofPort}` };
    }
  },
});
