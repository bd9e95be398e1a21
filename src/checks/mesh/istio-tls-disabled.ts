import { booleanAt, type FieldPath, listAt, stringAt } from '../../core/index.ts';
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
    const host = stringAt(object.value, 'spec', 'host') ?? 'its host';
    for (const path of tlsPaths(object.value)) {
      if (stringAt(object.value, ...path, 'mode') === 'DISABLE')
        yield { path: [...path, 'mode'], message: `traffic to ${host} is sent in clear` };
      if (booleanAt(object.value, ...path, 'insecureSkipVerify') === true)
        yield { path: [...path, 'insecureSkipVerify'], message: `certificates of ${host} are not checked` };
    }
  },
});

/** TLS is set for the host, for some of its ports, and for its subsets in the same ways. */
function tlsPaths(rule: unknown): FieldPath[] {
  const policies = [
    ['spec', 'trafficPolicy'],
    ...listAt(rule, 'spec', 'subsets').map((_, index) => ['spec', 'subsets', index, 'trafficPolicy']),
  ];
  return policies.flatMap((policy) => [
    [...policy, 'tls'],
    ...listAt(rule, ...policy, 'portLevelSettings').map((_, index) => [...policy, 'portLevelSettings', index, 'tls']),
  ]);
}
