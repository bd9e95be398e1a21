import { booleanAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const istioTlsDisabled: Check = defineCheck({
  id: 'mesh/istio-tls-disabled',
  title: 'Istio connects without checking the other side',
  severity: 'medium',
  on: 'object',
  kinds: ['networking.istio.io/DestinationRule'],
  why: 'DISABLE sends in clear, and insecureSkipVerify takes any certificate: whoever answers gets the traffic.',
  remedy: 'Remove the setting; inside the mesh ISTIO_MUTUAL is chosen by itself.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has a DestinationRule like this.',
  *evaluate({ object }) {
    const path = ['spec', 'trafficPolicy', 'tls'];
    if (stringAt(object.value, ...path, 'mode') === 'DISABLE')
      yield { path: [...path, 'mode'], message: `traffic to ${stringAt(object.value, 'spec', 'host')} is sent in clear` };
    if (booleanAt(object.value, ...path, 'insecureSkipVerify') === true)
      yield { path: [...path, 'insecureSkipVerify'], message: `certificates of ${stringAt(object.value, 'spec', 'host')} are not checked` };
  },
});
