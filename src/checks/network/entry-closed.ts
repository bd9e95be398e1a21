import { type EntryReach, formatPorts, isEmptyPorts, unitePorts } from '../../engines/network/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { entriesOfWorld } from './entries-of-world.ts';
import { namePods, namePolicy } from './names.ts';
import { networkOfWorld } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const entryClosed: Check = defineCheck({
  id: 'network/entry-closed',
  title: 'Way in from outside that policies close',
  severity: 'low',
  on: 'object',
  kinds: [
    '/Service',
    'networking.k8s.io/Ingress',
    'gateway.networking.k8s.io/HTTPRoute',
    'gateway.networking.k8s.io/GRPCRoute',
    'gateway.networking.k8s.io/TLSRoute',
    'gateway.networking.k8s.io/TCPRoute',
    'gateway.networking.k8s.io/UDPRoute',
    'route.openshift.io/Route',
  ],
  why: 'One of the two is wrong. Either users are turned away, and somebody will open the policy in a hurry; or the way in is left over and opens again with the next policy that is changed.',
  remedy: 'Let the policy admit the pods of the controller, or the addresses of the users, on the port; or remove the Service or route.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at let in what they expose.',
  scope: 'world',
  *evaluate({ object }, { world }) {
    const leads = entriesOfWorld(world).ofObject.get(object) ?? [];
    const closed = leads.filter(({ reach }) => isEmptyPorts(reach.possible));
    // Where some pods behind it answer, it works.
    for (const reaches of Map.groupBy(closed, ({ entry }) => entry.service).values()) {
      const service = reaches[0]?.entry.service;
      if (leads.some((one) => one.entry.service === service && !closed.includes(one))) continue;
      yield describe(reaches);
    }

    function describe(reaches: readonly EntryReach[]) {
      const network = networkOfWorld(world);
      const pods = reaches.map(({ pod }) => pod);
      const policies = new Set(pods.flatMap((pod) => network.isolating(pod, 'ingress')).map(namePolicy));
      const ports = formatPorts(reaches.map((one) => one.ports).reduce(unitePorts));
      const by =
        policies.size === 0 ? 'policies for the whole cluster let' : `${[...policies].join(', ')} ${policies.size === 1 ? 'lets' : 'let'}`;
      return { path: ['spec'], message: `it leads to ${namePods(pods)} on ${ports}, and ${by} nothing in from outside` };
    }
  },
});
