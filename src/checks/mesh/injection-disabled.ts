import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';

export const injectionDisabled: Check = defineCheck({
  id: 'mesh/injection-disabled',
  title: 'Pod stays out of the service mesh',
  severity: 'info',
  on: 'pod',
  why: 'Its traffic is neither encrypted nor subject to the policies of the mesh, although the rest of the application is.',
  remedy: 'Remove the label or annotation, unless the pod cannot work with a proxy.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at opts out of a mesh.',
  fix: removeField('programs that do not work behind a proxy', { risky: true }),
  *evaluate({ pod }) {
    // Pods on the network of their node get no proxy, whatever they say.
    if (pod.spec.hostNetwork === true) return;
    const { annotations = {}, labels = {} } = pod.metadata;
    const cases = [
      ['labels', 'sidecar.istio.io/inject', labels['sidecar.istio.io/inject'] === 'false'],
      ['annotations', 'sidecar.istio.io/inject', annotations['sidecar.istio.io/inject'] === 'false'],
      ['labels', 'istio.io/dataplane-mode', labels['istio.io/dataplane-mode'] === 'none'],
      ['annotations', 'linkerd.io/inject', annotations['linkerd.io/inject'] === 'disabled'],
    ] as const;
    for (const [field, key, isOut] of cases)
      if (isOut) yield { path: [...pod.metadataPath, field, key], message: `${key} keeps the pod out of the mesh` };
  },
});
