import type { Endpoint } from '../../engines/network/index.ts';

/**
 * A pod that does not exist, in a namespace of its own and without labels: what it may reach, anybody who may start a pod anywhere may
 * reach. An underscore stands in no name of Kubernetes, so no policy can mean it by accident.
 */
export const FRESH_POD: Endpoint = {
  kind: 'imagined',
  pod: { namespace: '_anywhere', namespaceLabels: {}, labels: {}, ports: [] },
};
