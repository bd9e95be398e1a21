import type { NetworkPod } from '../../engines/network/index.ts';
import type { Check } from '../define.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { namePods } from './names.ts';
import type { WorldNetwork } from './network-of-world.ts';
import { declaredPorts } from './pod-ports.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const portUndeclared: Check = definePolicyCheck({
  id: 'network/port-undeclared',
  title: 'Rule for a port that no container declares',
  severity: 'info',
  kinds: NETWORK_POLICY,
  why: 'The pods say which ports they serve, and this one is not among them: the rule is left over from an older version, or leads to something the program opens without telling, such as a debugger or an administrative port.',
  remedy: 'Remove the port from the rule, or declare it in the container so that readers know what is behind it.',
  standards: POLICY_STANDARDS,
  aliases: {},
  *find(policy, network, world) {
    // Which ports Services lead to must be known.
    world.ofKind('', 'Service');
    const pods = network.select(policy.subject);
    if (pods.length === 0 || !pods.every((pod) => declaredPorts(pod).length > 0)) return;
    for (const { direction, path, ports } of policy.rules) {
      if (direction !== 'ingress' || ports === 'all') continue;
      for (const [at, port] of ports.entries()) {
        if (port.kind !== 'range' || port.first !== port.last || isKnown(pods, port.first, network)) continue;
        const own = [...new Set(pods.flatMap(declaredPorts).map(({ port: number, protocol }) => `${number}/${protocol}`))].join(', ');
        yield {
          path: [...path, 'ports', at, 'port'],
          message: `port ${port.first} is open, and ${namePods(pods)} ${pods.length === 1 ? 'declares' : 'declare'} ${own}`,
        };
      }
    }
  },
});

/** A Service that leads there knows of the port, too. */
function isKnown(pods: readonly NetworkPod[], number: number, { network }: WorldNetwork): boolean {
  return (
    pods.some((pod) => declaredPorts(pod).some(({ port }) => port === number)) ||
    network.services.some(
      (service) => service.ports.some(({ targetPort }) => targetPort === number) && service.pods.some((pod) => pods.includes(pod)),
    )
  );
}
