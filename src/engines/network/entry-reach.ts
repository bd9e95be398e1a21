import type { Connectivity } from './connectivity.ts';
import type { Endpoint } from './endpoint.ts';
import type { NetworkEntry } from './entries.ts';
import type { NetworkPod } from './pods.ts';
import { intersectPorts, isEmptyPorts, type PortSet, unitePorts } from './ports.ts';
import type { Reach } from './tally.ts';

/** A pod that a way in from outside leads to, and which of the ports it leads to are open. */
export interface EntryReach {
  readonly entry: NetworkEntry;
  readonly pod: NetworkPod;
  /** What the Service or route leads to; `reach` is what policies leave of it. */
  readonly ports: PortSet;
  readonly reach: Reach;
}

/**
 * What comes in through Services and routes. The pod behind a Service sees who connects, or a node; which of the two is up to the network
 * plugin and the load balancer, so a port is certain only where both come through.
 */
export function reachThroughEntries(connectivity: Connectivity): EntryReach[] {
  return connectivity.network.entries.flatMap((entry) =>
    entry.targets
      .filter(({ ports }) => !isEmptyPorts(ports))
      .map(({ pod, ports }) => {
        const reaches = sourcesOf(entry).map((from) => connectivity.allowed(from, { kind: 'pod', pod }));
        const certain = reaches.map((one) => one.certain).reduce(intersectPorts);
        const possible = reaches.map((one) => one.possible).reduce(unitePorts);
        return { entry, pod, ports, reach: { certain: intersectPorts(certain, ports), possible: intersectPorts(possible, ports) } };
      }),
  );
}

/** Whom a pod may see connecting through an entry. */
export function sourcesOf({ source }: NetworkEntry): readonly Endpoint[] {
  switch (source) {
    case 'controller':
      return [{ kind: 'unknown-pod' }];
    case 'preserved':
      return [{ kind: 'external' }];
    case 'translated':
      return [{ kind: 'external' }, { kind: 'node' }];
  }
}
