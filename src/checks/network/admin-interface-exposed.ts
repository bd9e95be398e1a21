import { type EntryReach, hasPort } from '../../engines/network/index.ts';
import type { World } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { listWords } from '../rbac/words.ts';
import { isOpen } from '../service/exposure.ts';
import { entriesOfWorld } from './entries-of-world.ts';
import { networkOfWorld } from './network-of-world.ts';
import { adminInterfaceOf, portsOf } from './products.ts';

export const adminInterfaceExposed: Check = defineCheck({
  id: 'network/admin-interface-exposed',
  title: 'Administrative interface that is open to the outside',
  severity: 'medium',
  on: 'container',
  why: 'Whoever administers a system through it can be impersonated through it: a default password, a flaw in its login, or no login at all, and the system, often the cluster, is theirs. Scanners find such interfaces within hours.',
  remedy:
    'Take the Ingress or route away and use kubectl port-forward or a VPN; or put a login of your own in front of it and let only known addresses in.',
  standards: {
    nsa: ['network-policies', 'authentication'],
    owasp: ['K07', 'K09'],
    mitre: ['T1133', 'T1190'],
    microsoft: ['MS-TA9005'],
    cks: ['cluster-setup'],
  },
  aliases: { kubescape: ['C-0021'] },
  unseen: 'The published manifests that were looked at leave it to the user how such an interface is opened.',
  scope: 'world',
  *evaluate({ pod: view, container }, { world }) {
    const product = adminInterfaceOf(container);
    if (!product) return;
    const network = networkOfWorld(world);
    const pod = network.podOf(view);
    if (!pod) return;
    const ports = portsOf(product, container);
    const entries = (entriesOfWorld(world).ofPod.get(pod) ?? []).filter((one) => isForEverybody(one, world));
    const open = ports.filter((port) => entries.some(({ reach }) => hasPort(reach.possible, 'TCP', port)));
    if (open.length === 0) return;
    const question = network.openQuestion(pod);
    if (question !== undefined) {
      yield { path: [...container.path, 'image'], undecided: question };
      return;
    }
    const ways = entries.filter(({ reach }) => open.some((port) => hasPort(reach.possible, 'TCP', port)));
    const names = listWords([...new Set(ways.map(({ entry }) => `${entry.object.kind} ${entry.object.name}`))]);
    yield {
      path: [...container.path, 'image'],
      message: `${product.name} is open on TCP ${open.join(', ')} through ${names}${product.asksNobody ? ', and asks nobody to log in unless it is told to' : ''}`,
      evidence: ways.map(({ entry }) => ({ kind: 'object', reference: `${entry.object.kind} ${entry.object.name}` })),
      ...(product.asksNobody ? { severity: 'high' as const } : {}),
    };
  },
});

/** A load balancer inside the network of the provider, or with source ranges, is not for everybody. */
function isForEverybody({ entry: { kind, service } }: EntryReach, world: World): boolean {
  const object = kind === 'LoadBalancer' ? world.find('', 'Service', service.object.namespace, service.name) : undefined;
  return object === undefined || isOpen(object);
}
