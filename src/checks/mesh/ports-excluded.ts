import { type Check, defineCheck } from '../define.ts';

/** Annotations that lead traffic past the proxy of the mesh. */
const KEYS = [
  ['traffic.sidecar.istio.io/excludeInboundPorts', 'traffic to the ports'],
  ['traffic.sidecar.istio.io/excludeOutboundPorts', 'traffic from the pod to the ports'],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', 'traffic from the pod to'],
  ['config.linkerd.io/skip-inbound-ports', 'traffic to the ports'],
  ['config.linkerd.io/skip-outbound-ports', 'traffic from the pod to the ports'],
] as const;

export const portsExcluded: Check = defineCheck({
  id: 'mesh/ports-excluded',
  title: 'Ports pass by the proxy of the mesh',
  severity: 'low',
  on: 'pod',
  why: 'On these ports nothing is encrypted or authenticated and no policy of the mesh holds, although the pod counts as meshed.',
  remedy: 'Remove the annotation; where the protocol is the reason, mark the port as opaque (Linkerd) or name it tcp (Istio) instead.',
  standards: { nsa: ['encryption', 'network-policies'], owasp: ['K07'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at leads traffic past a mesh.',
  *evaluate({ pod }) {
    for (const [key, what] of KEYS) {
      const value = pod.metadata.annotations?.[key]?.trim() ?? '';
      if (value !== '') yield { path: [...pod.metadataPath, 'annotations', key], message: `${what} ${value} passes by the proxy` };
    }
  },
});
