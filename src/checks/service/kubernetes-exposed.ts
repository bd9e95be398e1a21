import { recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { isApiServer, outsideType } from './exposure.ts';

export const kubernetesExposed: Check = defineCheck({
  id: 'service/kubernetes-exposed',
  title: 'Service of the API server is changed',
  severity: 'high',
  on: 'object',
  kinds: ['/Service'],
  why: "The Service kubernetes in default leads every client in the cluster to the API server. As NodePort or LoadBalancer it opens the API to everyone who reaches the address; with a selector, pods of somebody's choice stand among its endpoints.",
  remedy:
    'Delete the manifest: the API server creates this Service when it is missing. Put a load balancer with source ranges in front of the control plane instead.',
  standards: {
    nsa: ['control-plane-hardening'],
    owasp: ['K09', 'K07'],
    mitre: ['T1133'],
    microsoft: ['MS-TA9029'],
    cks: ['cluster-setup'],
  },
  aliases: {},
  unseen: 'Nobody publishes a manifest of this Service.',
  *evaluate({ object }) {
    const isIt = isApiServer(object);
    if (isIt === false) return;
    const type = outsideType(object);
    const hasSelector = Object.keys(recordAt(object.value, 'spec', 'selector')).length > 0;
    if (isIt === undefined) yield { path: ['metadata', 'name'], undecided: 'the manifest does not say its namespace' };
    else if (type) yield { path: ['spec', 'type'], message: `the API server is open as ${type}` };
    else if (hasSelector) yield { path: ['spec', 'selector'], message: 'pods of this selector stand in for the API server' };
    // Read back from a cluster it is the one that the API server made.
    else if (!object.isFromCluster)
      yield { path: ['metadata', 'name'], message: 'the manifest replaces the Service of the API server', severity: 'medium' };
  },
});
